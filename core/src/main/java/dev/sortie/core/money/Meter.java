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
 * @param unwatchedSince from when on nobody has seen whether it runs; it counts as running until
 *     somebody does
 */
public record Meter(
    Rates rates,
    Instant existsSince,
    Optional<Instant> runningSince,
    Duration ranBefore,
    Traffic traffic,
    Optional<Instant> endedAt,
    Usd gpuBefore,
    Optional<Instant> unwatchedSince) {

  public static Meter starting(Rates rates, Instant now) {
    return new Meter(
        rates,
        now,
        Optional.empty(),
        Duration.ZERO,
        Traffic.NONE,
        Optional.empty(),
        Usd.ZERO,
        Optional.empty());
  }

  public Cost costAt(Instant now) {
    Cost cost = rates.cost(ranUntil(now), between(existsSince, endedAt.orElse(now)), traffic);
    return new Cost(cost.gpu().plus(gpuBefore), cost.disk(), cost.network());
  }

  /** It runs; it may have done so since it was last seen not to. */
  public Meter running(Instant at) {
    if (runningSince.isPresent()) {
      return this;
    }
    Instant since = unwatchedSince.filter(from -> from.isBefore(at)).orElse(at);
    return with(Optional.of(since), ranBefore, Optional.empty());
  }

  /** Nobody looks from this moment on, or looked since. */
  public Meter unwatched(Instant from) {
    Instant since = unwatchedSince.filter(known -> known.isBefore(from)).orElse(from);
    return runningSince.isPresent() ? this : with(runningSince, ranBefore, Optional.of(since));
  }

  /** It does not run: what it did unwatched was not running either. */
  public Meter halted(Instant at) {
    Duration ran = runningSince.isPresent() ? ranUntil(at) : ranBefore;
    return with(Optional.empty(), ran, Optional.empty());
  }

  public Meter counted(Traffic total) {
    return new Meter(
        rates, existsSince, runningSince, ranBefore, total, endedAt, gpuBefore, unwatchedSince);
  }

  public Meter ended(Instant at) {
    return new Meter(
        rates,
        existsSince,
        Optional.empty(),
        ranUntil(at),
        traffic,
        Optional.of(at),
        gpuBefore,
        Optional.empty());
  }

  /** It is there again, and may have been all the while; the bill counts that. */
  public Meter reopened() {
    return new Meter(
        rates,
        existsSince,
        endedAt,
        ranBefore,
        traffic,
        Optional.empty(),
        gpuBefore,
        unwatchedSince);
  }

  /** The market asks another price since {@code at}; what ran until then was at the old one. */
  public Meter repriced(Usd gpuPerHour, Instant at) {
    Rates other =
        new Rates(gpuPerHour, rates.diskPerHour(), rates.downPerGigabyte(), rates.upPerGigabyte());
    return new Meter(
        other,
        existsSince,
        runningSince.map(since -> later(since, at)),
        Duration.ZERO,
        traffic,
        endedAt,
        gpuBefore.plus(rates.gpuPerHour().perHourFor(ranUntil(at))),
        unwatchedSince.map(since -> later(since, at)));
  }

  private Meter with(Optional<Instant> running, Duration ran, Optional<Instant> unwatched) {
    return new Meter(rates, existsSince, running, ran, traffic, endedAt, gpuBefore, unwatched);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Duration ranUntil(Instant now) {
    Instant end = endedAt.orElse(now);
    return runningSince
        .or(() -> unwatchedSince)
        .map(since -> ranBefore.plus(between(since, end)))
        .orElse(ranBefore);
  }

  /** Never negative: a clock that was set back must not earn money. */
  private static Duration between(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }
}
