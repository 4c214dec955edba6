package dev.sortie.recipes;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe says something that cannot be meant. Carries every complaint, in the order of text. */
public final class BadRecipeException extends RuntimeException {
  private final transient List<Problem> problems;

  public BadRecipeException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  /** The same for the person at the command line. */
  public Trouble trouble() {
    return new Trouble(
        Cause.BAD_RECIPE,
        String.valueOf(getMessage()),
        "correct "
            + (problems.size() == 1 ? "that line" : "those " + problems.size() + " places")
            + " and try again; `sortie recipe check FILE` checks without renting");
  }
}
