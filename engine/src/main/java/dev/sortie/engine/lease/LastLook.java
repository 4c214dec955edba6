package dev.sortie.engine.lease;

import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Sighting;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers when the last look at an instance that showed it was asked: what the next one finds
 * changed may have changed right after, and is metered from then (law 7). One that showed no label
 * proved nothing to anybody, so nothing of it was taken down. And when the last one was that was
 * answered at all: in a longer gap it may have come and gone (law 5). Thread-safe.
 */
public final class LastLook {
  private Optional<InstanceId> at = Optional.empty();
  private Optional<Instant> shown = Optional.empty();
  private Optional<Instant> answered = Optional.empty();

  /**
   * A look was answered.
   *
   * @param asked when it was asked
   */
  public synchronized LeaseSignal.Looked answered(
      InstanceId instance, Sighting sighting, Instant asked) {
    if (!at.equals(Optional.of(instance))) {
      at = Optional.of(instance);
      shown = Optional.empty();
      answered = Optional.empty();
    }
    LeaseSignal.Looked looked = new LeaseSignal.Looked(instance, sighting, asked, shown, answered);
    switch (sighting) {
      case Sighting.Present(Instance row) -> {
        shown = row.label().isBlank() ? shown : Optional.of(asked);
        answered = Optional.of(asked);
      }
      case Sighting.Absent _ -> answered = Optional.of(asked);
      case Sighting.Unknown _ -> {}
    }
    return looked;
  }
}
