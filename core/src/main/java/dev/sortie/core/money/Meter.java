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
 * @param gpuBefore what the GPU cost at earlier prices
 */
public record Meter(
    Rates rates,
    Instant existsSince,
    Optional<Instant> runningSince,
    Duration ranBefore,
    Traffic traffic,
    Optional<Instant> endedAt,
    Usd gpuBefore) {

  public static Meter starting(Rates rates, Instant now) {
    return new Meter(
        rates, now, Optional.empty(), Duration.ZERO, Traffic.NONE, Optional.empty(), Usd.ZERO);
  }

  public Cost costAt(Instant now) {
    Cost cost = rates.cost(ranUntil(now), between(existsSince, endedAt.orElse(now)), traffic);
    return new Cost(cost.gpu().plus(gpuBefore), cost.disk(), cost.network());
  }

  public Meter running(Instant at) {
    return runningSince.isPresent()
        ? this
        : new Meter(rates, existsSince, Optional.of(at), ranBefore, traffic, endedAt, gpuBefore);
  }

  public Meter halted(Instant at) {
    return new Meter(
        rates, existsSince, Optional.empty(), ranUntil(at), traffic, endedAt, gpuBefore);
  }

  public Meter counted(Traffic total) {
    return new Meter(rates, existsSince, runningSince, ranBefore, total, endedAt, gpuBefore);
  }

  public Meter ended(Instant at) {
    Meter halted = halted(at);
    return new Meter(
        rates,
        existsSince,
        Optional.empty(),
        halted.ranBefore,
        traffic,
        Optional.of(at),
        gpuBefore);
  }

  /** It is there again, and may have been all the while; the bill counts that. */
  public Meter reopened() {
    return new Meter(rates, existsSince, endedAt, ranBefore, traffic, Optional.empty(), gpuBefore);
  }

  /** The market asks another price from now on; what ran until now was at the old one. */
  public Meter repriced(Usd gpuPerHour, Instant at) {
    Rates other =
        new Rates(gpuPerHour, rates.diskPerHour(), rates.downPerGigabyte(), rates.upPerGigabyte());
    return new Meter(
        other,
        existsSince,
        runningSince.map(_ -> at),
        Duration.ZERO,
        traffic,
        endedAt,
        gpuBefore.plus(rates.gpuPerHour().perHourFor(ranUntil(at))));
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
