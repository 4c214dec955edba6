package dev.sortie.core.market;

/** What a look at one instance showed. */
public sealed interface Sighting {
  record Present(Instance instance) implements Sighting {}

  /** The market says in so many words that there is no such instance. */
  record Absent() implements Sighting {}

  /** The look failed; nothing follows from it (law 4). */
  record Unknown(MarketProblem problem) implements Sighting {}
}
