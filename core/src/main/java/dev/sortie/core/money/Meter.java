package dev.sortie.core.money;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one rental has cost so far, from journal facts alone. It never reads low on purpose: the
 * disk counts from the moment the create call was intended, and everything counts until absence is
 * seen.
 *
 * @param existsSince when the rental may have begun
 * @param runningSince since when the GPU is billed without a break, if it is
 * @param ranBefore GPU time of earlier stretches
 * @param endedAt when it was first seen absent
 */
public record Meter(
    Rates rates,
    Instant existsSince,
    Optional<Instant> runningSince,
    Duration ranBefore,
    Traffic traffic,
    Optional<Instant> endedAt) {

  public static Meter starting(Rates rates, Instant now) {
    return new Meter(rates, now, Optional.empty(), Duration.ZERO, Traffic.NONE, Optional.empty());
  }

  public Cost costAt(Instant now) {
    return rates.cost(ranUntil(now), between(existsSince, endedAt.orElse(now)), traffic);
  }

  public Meter running(Instant at) {
    return runningSince.isPresent()
        ? this
        : new Meter(rates, existsSince, Optional.of(at), ranBefore, traffic, endedAt);
  }

  public Meter halted(Instant at) {
    return new Meter(rates, existsSince, Optional.empty(), ranUntil(at), traffic, endedAt);
  }

  public Meter counted(Traffic total) {
    return new Meter(rates, existsSince, runningSince, ranBefore, total, endedAt);
  }

  public Meter ended(Instant at) {
    Meter halted = halted(at);
    return new Meter(
        rates, existsSince, Optional.empty(), halted.ranBefore, traffic, Optional.of(at));
  }

  /** It is there again, and may have been all the while; the bill counts that. */
  public Meter reopened() {
    return new Meter(rates, existsSince, endedAt, ranBefore, traffic, Optional.empty());
  }

  private Duration ranUntil(Instant now) {
    Instant end = endedAt.orElse(now);
    return runningSince.map(since -> ranBefore.plus(between(since, end))).orElse(ranBefore);
  }

  /** Never negative: a clock that was set back must not earn money. */
  private static Duration between(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }
}
