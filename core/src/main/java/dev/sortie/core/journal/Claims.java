package dev.sortie.core.journal;

import java.util.Optional;

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
