package dev.sortie.core.market;

/** What came of a destroy call. None of them proves absence (law 5). */
public sealed interface DestroyOutcome {
  record Accepted() implements DestroyOutcome {}

  /** The market knows no such instance. */
  record NotThere() implements DestroyOutcome {}

  record Failed(MarketProblem problem) implements DestroyOutcome {}
}
