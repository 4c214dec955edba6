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
 * Where the tasks are: in files, in lines given one by one, or, as one command, after {@code --}.
 *
 * @param lines one task each, as a shell reads them
 * @param words what stands after {@code --}: one alone is a line for a shell, several are one
 *     command and its arguments, exactly as the person's own shell gave them
 */
record TaskArguments(List<Path> files, List<String> lines, List<String> words) {
  private static final String SEPARATOR = "--";

  /**
   * @param positional all arguments that are no flags
   * @param original the command line as it was typed
   * @param named files given with {@code --tasks}
   * @param lines given with {@code --task}
   */
  static TaskArguments of(
      List<String> positional, List<String> original, List<Path> named, List<String> lines) {
    int separator = original.indexOf(SEPARATOR);
    int typed = separator < 0 ? 0 : original.size() - separator - 1;
    int split = Math.max(0, positional.size() - typed);
    List<Path> files = new ArrayList<>(named);
    positional.subList(0, split).forEach(name -> files.add(Path.of(name)));
    return new TaskArguments(files, lines, positional.subList(split, positional.size()));
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when a file is missing, empty or wrong, or a
   *     line cannot be one command
   */
  List<String> read(Path folder) {
    List<String> tasks = new ArrayList<>();
    files.forEach(file -> tasks.addAll(fromFile(folder, file)));
    lines.forEach(line -> tasks.add(line("--task", line)));
    if (words.size() == 1) {
      tasks.add(line("--", words.getFirst()));
    } else if (!words.isEmpty()) {
      tasks.add(command());
    }
    return List.copyOf(tasks);
  }

  private String command() {
    String program = words.getFirst();
    if (program.contains(" ") && !program.contains("=")) {
      throw new Trouble(
              Cause.BAD_ARGUMENT,
              "after -- stands one command, and \"" + program + "\" is no program's name",
              "several tasks: sortie run --task " + ShellWords.line(List.of(program)) + " --task …")
          .asException();
    }
    return ShellWords.line(words);
  }

  private static String line(String name, String text) {
    if (text.isBlank()) {
      throw new Trouble(
              Cause.NO_TASKS, "the task of " + name + " is blank", "write a command there")
          .asException();
    }
    try {
      return TaskFile.line(name, text);
    } catch (BadTaskFileException e) {
      throw new TroubleException(
          new Trouble(
              Cause.BAD_ARGUMENT, String.valueOf(e.getMessage()), "correct the task and try again"),
          e);
    }
  }

  private static List<String> fromFile(Path folder, Path file) {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new Trouble(
              Cause.NO_TASKS,
              "there is no task file " + file,
              "name an existing file, or give the command after --: sortie run -- ./train.sh small")
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
