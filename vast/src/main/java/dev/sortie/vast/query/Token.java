package dev.sortie.vast.query;

/** A piece of a query and where it stands; {@code end} is exclusive. */
record Token(String text, int start, int end) {
  boolean isEmpty() {
    return text.isEmpty();
  }
}
