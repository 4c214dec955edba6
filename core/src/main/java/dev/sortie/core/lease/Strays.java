package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.OwnInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Instances that a listing shows although no lease wants them any more: one that came back after it
 * was proven gone, one that appeared after we had stopped looking for it, or the second one of a
 * label (laws 2 and 5).
 */
final class Strays {
  private Strays() {}

  /** A lease that was over is taken up again, to end what it stands for. */
  static Decision<LeaseEvent, LeaseAction> found(Lease lease, Instance row) {
    return Ownership.proven(lease, row).map(own -> back(lease, own)).orElseGet(Decision::nothing);
  }

  private static Decision<LeaseEvent, LeaseAction> back(Lease lease, OwnInstance own) {
    List<LeaseEvent> facts = new ArrayList<>();
    switch (lease.phase()) {
      case LeasePhase.Gone gone when gone.instance().equals(own.id()) ->
          facts.add(new LeaseEvent.Resurfaced());
      case LeasePhase.NotRented _ -> {
        facts.add(
            new LeaseEvent.EndWanted(
                new EndReason(EndReason.Kind.STRAY, "it appeared after it was given up")));
        facts.add(new LeaseEvent.Rented(own.id()));
      }
      case LeasePhase.Gone _,
          LeasePhase.Unopened _,
          LeasePhase.Renting _,
          LeasePhase.LookingUp _,
          LeasePhase.Booting _,
          LeasePhase.Up _,
          LeasePhase.Ending _ -> {
        return Decision.nothing();
      }
    }
    if (!lease.own().equals(Optional.of(own))) {
      facts.add(new LeaseEvent.LabelSeen(own.id()));
    }
    return new Decision<>(facts, List.of(new LeaseAction.Destroy(own)));
  }

  /** A lease is opened for nothing but the end of an instance. */
  static Decision<LeaseEvent, LeaseAction> adopt(Lease lease, LeaseSignal.FoundStray stray) {
    Optional<OwnInstance> own = OwnInstance.in(stray.instance(), stray.terms().label());
    return own.isPresent() && lease.phase() instanceof LeasePhase.Unopened
        ? new Decision<>(
            List.of(new LeaseEvent.StrayFound(stray.terms(), own.get().id(), stray.since())),
            List.of(new LeaseAction.Destroy(own.get())))
        : Decision.nothing();
  }
}
