package dev.sortie.vast;

import dev.sortie.core.market.MarketProblem;

/** What came of a start, stop or label call. */
public sealed interface StateChange {
  /** Accepted; the record may lag behind for a while. */
  record Done() implements StateChange {}

  /**
   * The GPU is taken now, but the start stays queued: it will happen, and bill, whenever the GPU is
   * free. Stop the instance to call it off.
   */
  record Queued(String said) implements StateChange {}

  record Failed(MarketProblem problem) implements StateChange {}
}
