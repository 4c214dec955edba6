package dev.sortie.practice.offers;

/** A search that the server refuses; the message is the server's. */
public final class BadFilter extends RuntimeException {
  BadFilter(String message) {
    super(message, null, false, false);
  }
}
