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
 * @param idleAt the latest moment at which it certainly did not run; of no meaning while it does
 */
public record Meter(
    Rates rates,
    Instant existsSince,
    Optional<Instant> runningSince,
    Duration ranBefore,
    Traffic traffic,
    Optional<Instant> endedAt,
    Usd gpuBefore,
    Optional<Instant> unwatchedSince,
    Instant idleAt) {

  public static Meter starting(Rates rates, Instant now) {
    return new Meter(
        rates,
        now,
        Optional.empty(),
        Duration.ZERO,
        Traffic.NONE,
        Optional.empty(),
        Usd.ZERO,
        Optional.empty(),
        now);
  }

  public Cost costAt(Instant now) {
    Cost cost = rates.cost(ranUntil(now), between(existsSince, endedAt.orElse(now)), traffic);
    return new Cost(cost.gpu().plus(gpuBefore), cost.disk(), cost.network());
  }

  /** It runs, and may have done so since it was last seen not to. */
  public Meter running(Instant idle) {
    if (runningSince.isPresent()) {
      return this;
    }
    Instant since = unwatchedSince.filter(from -> from.isBefore(idle)).orElse(idle);
    return with(Optional.of(since), ranBefore, Optional.empty(), idleAt);
  }

  /** It certainly did not run at that moment. */
  public Meter idle(Instant at) {
    return with(runningSince, ranBefore, unwatchedSince, later(idleAt, at));
  }

  /** Nobody looks any more, or looked for a while: it may run since it was last seen not to. */
  public Meter unwatched() {
    return runningSince.isPresent() || unwatchedSince.isPresent()
        ? this
        : with(runningSince, ranBefore, Optional.of(idleAt), idleAt);
  }

  /**
   * It does not run: what it did unwatched was not running either.
   *
   * @param at until when it counts if it ran
   * @param idle when that was certain
   */
  public Meter halted(Instant at, Instant idle) {
    Duration ran = runningSince.isPresent() ? ranUntil(at) : ranBefore;
    return with(Optional.empty(), ran, Optional.empty(), idle);
  }

  public Meter counted(Traffic total) {
    return new Meter(
        rates,
        existsSince,
        runningSince,
        ranBefore,
        total,
        endedAt,
        gpuBefore,
        unwatchedSince,
        idleAt);
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
        Optional.empty(),
        idleAt);
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
        unwatchedSince,
        idleAt);
  }

  /** The market asks another price since {@code at}; what ran until then was at the old one. */
  public Meter repriced(Usd gpuPerHour, Instant at) {
    return new Meter(
        rates.repriced(gpuPerHour),
        existsSince,
        runningSince.map(since -> later(since, at)),
        Duration.ZERO,
        traffic,
        endedAt,
        gpuBefore.plus(rates.gpuPerHour().perHourFor(ranUntil(at))),
        unwatchedSince.map(since -> later(since, at)),
        later(idleAt, at));
  }

  private Meter with(
      Optional<Instant> running, Duration ran, Optional<Instant> unwatched, Instant idle) {
    return new Meter(
        rates, existsSince, running, ran, traffic, endedAt, gpuBefore, unwatched, idle);
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
