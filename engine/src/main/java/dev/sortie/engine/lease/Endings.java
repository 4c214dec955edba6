package dev.sortie.engine.lease;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.FencedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was found on the market and is being ended by this process, for nobody's run (law 5). */
final class Endings {
  private final Map<LeaseId, Drive<Lease, LeaseSignal>> begun = new ConcurrentHashMap<>();

  void begun(LeaseId lease, Drive<Lease, LeaseSignal> drive) {
    begun.put(lease, drive);
  }

  /** Whether any of them is known to be under way. */
  boolean isAny() {
    return begun.values().stream()
        .anyMatch(drive -> drive.state().phase() instanceof LeasePhase.Ending);
  }

  /**
   * Waits until each is proven gone, or another process ends it.
   *
   * @return those that were not in time, and those whose journal cannot be written
   */
  List<LeaseId> await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<LeaseId> left = new ArrayList<>();
    for (var one : begun.entrySet()) {
      if (isOver(one.getValue(), Duration.ofNanos(deadline - System.nanoTime()))) {
        begun.remove(one.getKey());
      } else {
        left.add(one.getKey());
      }
    }
    return left;
  }

  private static boolean isOver(Drive<Lease, LeaseSignal> drive, Duration atMost)
      throws InterruptedException {
    try {
      return drive.awaitClosed(atMost);
    } catch (FencedException _) {
      return true;
    } catch (RuntimeException _) {
      // Its listener has heard why; here it counts as not proven.
      return false;
    }
  }
}
