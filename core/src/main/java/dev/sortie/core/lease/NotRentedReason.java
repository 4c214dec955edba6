package dev.sortie.core.lease;

/** Why an intent came to nothing. */
public enum NotRentedReason {
  OFFER_GONE,
  NO_CREDIT,
  SPEND_LIMIT,
  BAD_KEY,
  UNREACHABLE,
  REFUSED,
  /** The answer was unclear and no instance with our label ever appeared. */
  NEVER_APPEARED,
  /** A person or the budget stopped it before the create call left. */
  CALLED_OFF
}
