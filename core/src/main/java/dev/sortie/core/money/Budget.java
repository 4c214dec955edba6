package dev.sortie.core.money;

import java.time.Duration;

/**
 * The hard limits of a run (law 7).
 *
 * @param ceiling what may be spent at most, everything included
 * @param longest how long a rental may live at most
 */
public record Budget(Usd ceiling, Duration longest) {
  /** Time kept back for bringing results home and proving the instance gone. */
  public static final Duration TEARDOWN = Duration.ofMinutes(3);

  public Budget {
    if (ceiling.nanos() < 0 || longest.isNegative()) {
      throw new IllegalArgumentException("a budget cannot be negative");
    }
  }

  /**
   * How long a rental at these rates may live so that, with all its traffic and the tear-down paid,
   * the ceiling holds. Zero when it does not fit at all.
   *
   * @param spent what the run has spent on earlier rentals
   * @param traffic bytes that will be paid whatever happens, both ways
   */
  public Duration life(Rates rates, Usd spent, Traffic traffic) {
    Usd left =
        ceiling
            .minus(spent)
            .minus(rates.network(traffic))
            .minus(rates.perHour().perHourFor(TEARDOWN));
    if (left.nanos() <= 0) {
      return Duration.ZERO;
    }
    if (rates.perHour().nanos() == 0) {
      return longest;
    }
    double hours = (double) left.nanos() / rates.perHour().nanos();
    if (hours >= longest.toNanos() / 3.6e12) {
      return longest;
    }
    return Duration.ofSeconds((long) (hours * 3600));
  }
}
