package dev.sortie.core.market;

/** What came of taking back the jobs that would end an instance. */
public sealed interface ReleasedEnd {
  /** The market's list shows none for this instance. */
  record Released() implements ReleasedEnd {}

  /** One may still be there. */
  record Failed(MarketProblem problem) implements ReleasedEnd {}
}
