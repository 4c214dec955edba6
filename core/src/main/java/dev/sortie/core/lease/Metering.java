package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.money.Traffic;

/**
 * Takes down how many bytes went over the wire. A count never goes down: a controller that took
 * over may begin to count at zero.
 */
final class Metering {
  private Metering() {}

  static Decision<LeaseEvent, LeaseAction> count(Lease lease, Traffic total) {
    if (lease.isClosed() || lease.meter().isEmpty()) {
      return Decision.nothing();
    }
    Traffic known = lease.meter().get().traffic();
    Traffic more = known.atLeast(total);
    return more.equals(known)
        ? Decision.nothing()
        : Decision.note(new LeaseEvent.TrafficCounted(more));
  }
}
