package dev.sortie.engine.history;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.run.RunEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes that a run's own facts prove to have gone to and from its machines. Whoever moved them may
 * have been killed before the lease was told (law 7).
 */
final class Moved {
  private final Map<LeaseId, Traffic> byLease = new HashMap<>();
  private Optional<LeaseId> current = Optional.empty();

  private Moved() {}

  static Map<LeaseId, Traffic> of(List<Entry> facts) {
    Moved moved = new Moved();
    facts.forEach(moved::take);
    return moved.byLease;
  }

  private void take(Entry entry) {
    switch (entry.fact()) {
      case RunEvent.LeaseUp(var lease) -> current = Optional.of(lease);
      case RunEvent.Pushed(var report) -> add(new Traffic(report.sentBytes(), 0));
      case RunEvent.Gathered(_, var report) -> add(new Traffic(0, report.broughtBytes()));
      case RunEvent.Pulled(var report) -> {
        add(new Traffic(0, report.broughtBytes()));
        // Gathers that were still under way when it began left no fact, but all is here.
        if (report.missing().isEmpty()) {
          atLeast(new Traffic(0, report.bytes()));
        }
      }
      // Everything else moves nothing; facts are an open set.
      default -> {}
    }
  }

  private void atLeast(Traffic traffic) {
    current.ifPresent(lease -> byLease.merge(lease, traffic, Traffic::atLeast));
  }

  private void add(Traffic traffic) {
    current.ifPresent(lease -> byLease.merge(lease, traffic, Traffic::plus));
  }
}
