package dev.sortie.core.money;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a rental that is over has cost, and over which time. The bill is spread evenly over that
 * time, so that a rental over midnight counts on both days, and the days add up to the bill.
 *
 * @param campaign the campaign its run belonged to
 */
public record Outlay(Optional<String> campaign, Instant from, Instant to, Usd cost) {
  /** The share that was spent at or after {@code start}, rounded up. */
  public Usd since(Instant start) {
    if (!to.isAfter(start)) {
      return Usd.ZERO;
    }
    if (!from.isBefore(start)) {
      return cost;
    }
    double share = seconds(start, to) / seconds(from, to);
    return new Usd((long) Math.ceil(cost.nanos() * share));
  }

  private static double seconds(Instant from, Instant to) {
    Duration span = Duration.between(from, to);
    return span.toSeconds() + span.toNanosPart() / 1e9;
  }
}
