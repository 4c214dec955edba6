package dev.sortie.core.market;

import java.util.Optional;

/** What came of a create call. Only {@link OfferGone} proves that nothing was rented by it. */
public sealed interface RentOutcome {
  /** The market says that it made this instance: not ours before a row shows our label (law 3). */
  record Rented(InstanceId instance) implements RentOutcome {}

  /** The offer is taken or gone; nothing was rented. */
  record OfferGone(String said) implements RentOutcome {}

  /**
   * The market said no in clear words.
   *
   * @param leftover an instance that, as the market says, was made all the same and must be ended
   */
  record Refused(MarketProblem problem, Optional<InstanceId> leftover) implements RentOutcome {}

  /** No answer, or one that says nothing: an instance may exist. Look the label up (law 2). */
  record Unclear(MarketProblem problem) implements RentOutcome {}
}
