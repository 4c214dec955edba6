package dev.sortie.core.market;

import java.time.Instant;

/** What came of asking the market to end an instance by itself at a time. */
public sealed interface HeldEnd {
  /**
   * It was read back: the market's own list shows the job.
   *
   * @param at not before this, by the market's clock
   */
  record Held(Instant at) implements HeldEnd {}

  /** The market said no, or its list does not show what was registered: nothing is believed. */
  record NotHeld(String said) implements HeldEnd {}

  /** No answer, or one that says nothing: a job may stand there. */
  record Unclear(MarketProblem problem) implements HeldEnd {}
}
