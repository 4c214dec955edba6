package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.recipes.BadTaskFileException;
import dev.sortie.recipes.TaskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the tasks: a file, or what stands after {@code --}. */
final class TaskArguments {
  private static final String SEPARATOR = "--";

  private TaskArguments() {}

  /**
   * @param positional all arguments that are no flags
   * @param original the command line as it was typed
   * @param files given with {@code --tasks}
   */
  static List<String> read(
      Path folder, List<String> positional, List<String> original, List<Path> files) {
    int separator = original.indexOf(SEPARATOR);
    int typed = separator < 0 ? 0 : original.size() - separator - 1;
    int split = Math.max(0, positional.size() - typed);
    List<Path> all = new ArrayList<>(files);
    positional.subList(0, split).forEach(name -> all.add(Path.of(name)));
    List<String> tasks = new ArrayList<>();
    all.forEach(file -> tasks.addAll(fromFile(folder, file)));
    tasks.addAll(fromWords(positional.subList(split, positional.size())));
    return List.copyOf(tasks);
  }

  /** Each word is a task; words without a single blank among them are one command. */
  private static List<String> fromWords(List<String> words) {
    boolean oneCommand = words.size() > 1 && words.stream().noneMatch(w -> w.contains(" "));
    return oneCommand ? List.of(String.join(" ", words)) : words;
  }

  private static List<String> fromFile(Path folder, Path file) {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new Trouble(
              Cause.NO_TASKS,
              "there is no task file " + file,
              "name an existing file, or give tasks after --: sortie run -- './train.sh'")
          .asException();
    }
    try {
      List<String> tasks = TaskFile.read(file.toString(), Files.readString(path));
      if (tasks.isEmpty()) {
        throw new Trouble(
                Cause.NO_TASKS,
                file + " holds no task, only comments and blank lines",
                "write one task a line into it")
            .asException();
      }
      return tasks;
    } catch (BadTaskFileException e) {
      throw e.trouble().asException();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
