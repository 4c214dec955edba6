package dev.sortie.practice.http;

/** Which keys open a route. */
public enum Access {
  /** Anyone, also without a key. */
  OPEN,
  /** Only the account key. */
  ACCOUNT,
  /** The account key, or the key of the instance that the path names. */
  OWN_INSTANCE
}
