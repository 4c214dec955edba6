package dev.sortie.sim.fault;

/**
 * One fault at one point.
 *
 * @param after milliseconds from the point to the strike
 */
public record Strike(FaultKind fault, Point point, long after) {
  @Override
  public String toString() {
    return fault + "@" + point + (after > 0 ? "+" + after : "");
  }

  /** Reads what {@link #toString} writes; the delay may be left out. */
  public static Strike parse(String text) {
    int at = text.indexOf('@');
    int plus = text.indexOf('+');
    String point = text.substring(at + 1, plus < 0 ? text.length() : plus);
    return new Strike(
        FaultKind.valueOf(text.substring(0, at)),
        Point.valueOf(point),
        plus < 0 ? 0 : Long.parseLong(text.substring(plus + 1)));
  }
}
