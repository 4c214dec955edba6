package dev.sortie.core.market;

/** The market's number of an offer; renting consumes it. */
public record OfferId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
