package dev.sortie.core.journal;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The port to the record of who drives what (law 9). An aggregate has one driver at a time. A
 * driver that dies or falls silent loses it to the next one that asks; whoever loses it may not act
 * any more, and the first fact its successor journals keeps it from writing. Thread-safe, shared by
 * processes.
 */
public interface Claims {
  /**
   * Takes the aggregate unless a living driver has it.
   *
   * @return whether it is ours now; also when it was ours before
   */
  boolean take(AggregateId what);

  /** Whether it is still ours; a driver that was paused for long may have lost it. */
  boolean isOurs(AggregateId what);

  /** Lets it go; harmless when it is not ours. */
  void release(AggregateId what);

  /** Who else drives it and lives; empty when nobody does or we do. */
  Optional<Driver> other(AggregateId what);

  /**
   * A process that drives something.
   *
   * @param name for people, such as {@code process 4711 on laptop}
   */
  record Driver(String name) {}

  /**
   * Takes it like {@link #take}, and from a driver that lives but shows no sign of life: waits
   * until it shows one, or until it has been silent for so long that it counts as lost.
   *
   * @return whether it is ours now
   */
  default boolean takeFromSilent(AggregateId what) throws InterruptedException {
    return take(what);
  }

  /**
   * Tells {@code ear} of each aggregate that was ours and that another process has taken, soon
   * after it has. To be quick: long effects are to be interrupted, not waited for.
   */
  default void onLost(Consumer<AggregateId> ear) {}

  /** Everything is ours: for a world with one controller. */
  Claims ALONE =
      new Claims() {
        @Override
        public boolean take(AggregateId what) {
          return true;
        }

        @Override
        public boolean isOurs(AggregateId what) {
          return true;
        }

        @Override
        public void release(AggregateId what) {
          // Nobody else wants it.
        }

        @Override
        public Optional<Driver> other(AggregateId what) {
          return Optional.empty();
        }
      };
}
