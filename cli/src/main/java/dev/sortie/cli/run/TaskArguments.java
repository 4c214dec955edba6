package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.recipes.BadTaskFileException;
import dev.sortie.recipes.BadTextException;
import dev.sortie.recipes.PersonFile;
import dev.sortie.recipes.TaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the tasks are: in files, or after {@code --} on the command line.
 *
 * @param words what stands after {@code --}
 */
record TaskArguments(List<Path> files, List<String> words) {
  private static final String SEPARATOR = "--";

  /**
   * @param positional all arguments that are no flags
   * @param original the command line as it was typed
   * @param named given with {@code --tasks}
   */
  static TaskArguments of(List<String> positional, List<String> original, List<Path> named) {
    int separator = original.indexOf(SEPARATOR);
    int typed = separator < 0 ? 0 : original.size() - separator - 1;
    int split = Math.max(0, positional.size() - typed);
    List<Path> files = new ArrayList<>(named);
    positional.subList(0, split).forEach(name -> files.add(Path.of(name)));
    return new TaskArguments(files, positional.subList(split, positional.size()));
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when a file is missing, empty or wrong
   */
  List<String> read(Path folder) {
    List<String> tasks = new ArrayList<>();
    files.forEach(file -> tasks.addAll(fromFile(folder, file)));
    tasks.addAll(fromWords(words));
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
      List<String> tasks = TaskFile.read(file.toString(), PersonFile.read(path));
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
    } catch (BadTextException e) {
      throw e.trouble(Cause.BAD_ARGUMENT).asException();
    } catch (IOException e) {
      throw new TroubleException(
          new Trouble(
              Cause.NO_TASKS, file + " cannot be read: " + e, "give yourself the right to read it"),
          e);
    }
  }
}
