package dev.sortie.store;

import dev.sortie.core.journal.AggregateId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Who has been silent for how long, as watched from here. Neither a clock that was set nor a
 * computer that slept makes a driver look lost: only signs of life that did not come while we
 * looked. Thread-safe.
 */
final class Silence {
  private final Map<AggregateId, Seen> seen = new ConcurrentHashMap<>();
  private final long staleNanos;
  private final LongSupplier nanoTime;

  Silence(Duration stale, LongSupplier nanoTime) {
    this.staleNanos = stale.toNanos();
    this.nanoTime = nanoTime;
  }

  private record Seen(String owner, long beat, long sinceNanos) {
    boolean isSame(String other, long otherBeat) {
      return owner.equals(other) && beat == otherBeat;
    }
  }

  /** Takes down what was seen just now, and says whether it has been the same for too long. */
  boolean isLost(AggregateId what, String owner, long beat) {
    long now = nanoTime.getAsLong();
    Seen last =
        seen.compute(
            what,
            (_, known) ->
                known != null && known.isSame(owner, beat) ? known : new Seen(owner, beat, now));
    return now - last.sinceNanos() >= staleNanos;
  }

  void forget(AggregateId what) {
    seen.remove(what);
  }
}
