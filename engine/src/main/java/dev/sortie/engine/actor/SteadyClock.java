package dev.sortie.engine.actor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time by which money is counted: it never goes back. A clock that was set forward is believed,
 * for the computer may have slept; one that was set back is not, for it would make what was paid
 * for look shorter and a deadline look farther away (law 7). Thread-safe.
 */
public final class SteadyClock implements InstantSource {
  private static final Duration FAR_AHEAD = Duration.ofMinutes(15);

  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private Instant latest;
  private long countedAt;

  /**
   * @param wall the computer's clock, which somebody may set
   * @param nanoTime counts nanoseconds and is never set
   */
  public SteadyClock(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.latest = wall.instant();
    this.countedAt = nanoTime.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    // Read first: should we be kept waiting in between, the count is ahead and not the clock.
    Instant shown = wall.instant();
    long count = nanoTime.getAsLong();
    Instant passed = latest.plusNanos(count - countedAt);
    latest = shown.isAfter(passed) ? shown : passed;
    countedAt = count;
    return latest;
  }

  /**
   * The journal has facts of this time; what happens from now on is later. One that is far ahead
   * was written by a clock that was wrong: to follow it would cut short everything else that is
   * under way.
   */
  public synchronized void notBefore(Instant known) {
    Instant now = instant();
    if (known.isAfter(now) && known.isBefore(now.plus(FAR_AHEAD))) {
      latest = known;
    }
  }
}
