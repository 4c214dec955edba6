package dev.sortie.core.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the end that the market itself was asked to hold.
 *
 * @param at when it ends the instance at the soonest, by its own clock; as last read back
 * @param deadline the lease's deadline that was meant by it
 * @param triedAt when it was last asked for, whatever came of it
 * @param releaseTried whether its removal was answered since the instance was found absent
 */
public record MarketEnd(
    Optional<Instant> at,
    Optional<Instant> deadline,
    Optional<Instant> triedAt,
    boolean releaseTried) {
  static final MarketEnd NONE =
      new MarketEnd(Optional.empty(), Optional.empty(), Optional.empty(), false);

  MarketEnd held(Instant when, Instant meant, Instant now) {
    return new MarketEnd(Optional.of(when), Optional.of(meant), Optional.of(now), releaseTried);
  }

  MarketEnd failed(Instant now) {
    return new MarketEnd(at, deadline, Optional.of(now), releaseTried);
  }

  MarketEnd released() {
    return new MarketEnd(Optional.empty(), Optional.empty(), triedAt, true);
  }

  MarketEnd stuck() {
    return new MarketEnd(at, deadline, triedAt, true);
  }
}
