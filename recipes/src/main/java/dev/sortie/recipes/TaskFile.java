package dev.sortie.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads task files: one task a line; blank lines and lines that begin with # are left out. */
public final class TaskFile {
  private TaskFile() {}

  /**
   * The tasks in their order, without the blanks around them; empty when there are none.
   *
   * @param fileName for complaints
   * @throws BadTaskFileException when a line cannot be one command for a POSIX shell
   */
  public static List<String> read(String fileName, String text) {
    List<String> tasks = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String task = line.strip();
      if (task.isEmpty() || task.startsWith("#")) {
        continue;
      }
      Optional<ShellLine.Fault> fault = ShellLine.fault(line.stripTrailing());
      if (fault.isPresent()) {
        Place place = new Place(fileName, number, fault.get().column());
        problems.add(new Problem(place, "", fault.get().what()));
      }
      tasks.add(task);
    }
    if (!problems.isEmpty()) {
      throw new BadTaskFileException(problems);
    }
    return List.copyOf(tasks);
  }

  /**
   * One task that a person typed, without the blanks around it; it may go over several lines.
   *
   * @param name for complaints: the flag it came with
   * @throws BadTaskFileException when it cannot be one command for a POSIX shell
   */
  public static String line(String name, String text) {
    String task = text.strip();
    // What goes over several lines has comments that end before it does; the shell itself will
    // tell.
    if (task.indexOf('\n') < 0) {
      ShellLine.fault(task)
          .ifPresent(fault -> {
            Place place = new Place(name, 1, fault.column());
            throw new BadTaskFileException(List.of(new Problem(place, "", fault.what())));
          });
    }
    return task;
  }
}
