package dev.sortie.core.market;

/** A read of the market failed; {@link #problem} says why. */
public final class MarketException extends RuntimeException {
  private final transient MarketProblem problem;

  public MarketException(MarketProblem problem) {
    super(problem.said());
    this.problem = problem;
  }

  public MarketProblem problem() {
    return problem;
  }
}
