package dev.sortie.practice.market;

/**
 * How one start of a container will go; drawn when it begins. Times are market seconds since 1970.
 *
 * @param visibleAt until then {@code actual_status} is null
 * @param endsAt when loading ends
 * @param end how
 */
public record BootPlan(double beganAt, double visibleAt, double endsAt, End end) {
  /** How loading ends. */
  public enum End {
    RUNS,
    NEVER,
    BAD_IMAGE,
    EXITS,
    CREATE_FAILS
  }

  /** How much of the image is there, 0 to 1. */
  double progress(double now) {
    double span = Math.max(0.001, endsAt - visibleAt);
    return Math.clamp((now - visibleAt) / span, 0, 1);
  }
}
