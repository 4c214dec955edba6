package dev.sortie.store;

/** A line of the journal that this version of the program cannot make sense of. */
final class UnreadableFactException extends RuntimeException {
  UnreadableFactException(String message) {
    super(message);
  }

  UnreadableFactException(String message, Throwable cause) {
    super(message, cause);
  }
}
