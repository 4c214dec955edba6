package dev.sortie.core.market;

/**
 * A search query that cannot be read; the message shows the query with a caret under the bad token.
 */
public final class BadQueryException extends RuntimeException {
  public BadQueryException(String message) {
    super(message);
  }
}
