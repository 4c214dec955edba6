package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Traffic;

/** Takes down how many bytes went over the wire. */
final class Metering {
  private Metering() {}

  static Decision<LeaseEvent, LeaseAction> count(Lease lease, Traffic total) {
    boolean news = lease.meter().map(Meter::traffic).filter(total::equals).isEmpty();
    return news && lease.meter().isPresent()
        ? Decision.note(new LeaseEvent.TrafficCounted(total))
        : Decision.nothing();
  }
}
