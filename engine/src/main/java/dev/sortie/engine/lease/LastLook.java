package dev.sortie.engine.lease;

import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Sighting;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers when the last look at an instance that showed it was asked: what the next one finds
 * changed may have changed right after, and is metered from then (law 7). Thread-safe.
 */
public final class LastLook {
  private Optional<Instant> asked = Optional.empty();

  /**
   * A look was answered.
   *
   * @param at when it was asked
   */
  public synchronized LeaseSignal.Looked answered(
      InstanceId instance, Sighting sighting, Instant at) {
    LeaseSignal.Looked looked = new LeaseSignal.Looked(instance, sighting, at, asked);
    if (sighting instanceof Sighting.Present) {
      asked = Optional.of(at);
    }
    return looked;
  }
}
