package dev.sortie.recipes;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of a task file that no shell could read. Carries every complaint. */
public final class BadTaskFileException extends RuntimeException {
  private final transient List<Problem> problems;

  public BadTaskFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  /** The same for the person at the command line. */
  public Trouble trouble() {
    return new Trouble(
        Cause.BAD_ARGUMENT, String.valueOf(getMessage()), "correct the task file and try again");
  }
}
