package dev.sortie.core.lease;

/** Why an intent came to nothing. */
public enum NotRentedReason {
  OFFER_GONE,
  NO_CREDIT,
  SPEND_LIMIT,
  BAD_KEY,
  SECOND_FACTOR,
  UNREACHABLE,
  REFUSED,
  /** The answer was unclear and no instance with our label ever appeared. */
  NEVER_APPEARED,
  /** The market named an instance that is not ours, and none with our label ever appeared. */
  NOT_OURS,
  /** A person or the budget stopped it before the create call left. */
  CALLED_OFF;

  /** Whether it is certain that nothing was rented, now or later. */
  public boolean isProof() {
    return switch (this) {
      case OFFER_GONE,
          NO_CREDIT,
          SPEND_LIMIT,
          BAD_KEY,
          SECOND_FACTOR,
          UNREACHABLE,
          REFUSED,
          CALLED_OFF ->
          true;
      case NEVER_APPEARED, NOT_OURS -> false;
    };
  }
}
