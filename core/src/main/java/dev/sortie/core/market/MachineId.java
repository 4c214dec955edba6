package dev.sortie.core.market;

/** The market's number of a physical machine, the same over many offers and rentals. */
public record MachineId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
