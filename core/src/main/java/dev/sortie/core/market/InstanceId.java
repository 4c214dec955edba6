package dev.sortie.core.market;

/** The market's number of a rented instance. */
public record InstanceId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
