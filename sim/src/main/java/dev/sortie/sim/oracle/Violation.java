package dev.sortie.sim.oracle;

/**
 * A law that did not hold.
 *
 * @param oracle which one, as numbered in {@link Oracle}
 * @param at milliseconds since the beginning
 */
public record Violation(Oracle oracle, long at, String words) {
  @Override
  public String toString() {
    return "oracle " + oracle.number() + " (" + oracle.words() + "): " + words;
  }
}
