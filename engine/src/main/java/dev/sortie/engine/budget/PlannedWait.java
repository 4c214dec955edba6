package dev.sortie.engine.budget;

import dev.sortie.engine.run.RunHandle;
import java.time.Duration;

/** Waits until a run that was begun stands in the journal. */
final class PlannedWait {
  private static final Duration LOOK = Duration.ofMillis(5);

  private PlannedWait() {}

  /**
   * @throws RuntimeException what stopped the run
   */
  static void until(RunHandle run) {
    try {
      while (run.state().plan().isEmpty()) {
        if (run.await(LOOK)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run was being planned", e);
    }
  }
}
