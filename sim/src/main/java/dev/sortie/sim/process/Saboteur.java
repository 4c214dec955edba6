package dev.sortie.sim.process;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.remote.PullReport;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.market.Rows;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes one protection away at the seams, as if it had never been written. */
final class Saboteur {
  private final Protection off;
  private final Set<InstanceId> takenForGone = new HashSet<>(2);
  private final Set<InstanceId> destroyed = new HashSet<>(2);

  Saboteur(Protection off) {
    this.off = off;
  }

  /** Without LABEL_LOOK_UP an unclear answer is taken for a no. */
  RentOutcome rented(RentOutcome truth) {
    return off == Protection.LABEL_LOOK_UP && truth instanceof RentOutcome.Unclear(var problem)
        ? new RentOutcome.Refused(new MarketProblem.Refused("", problem.said()), Optional.empty())
        : truth;
  }

  /** Without COMPLETE_LISTING a failed listing is an empty one. */
  Inventory listed(Inventory truth) {
    if (off == Protection.COMPLETE_LISTING && truth instanceof Inventory.Unknown) {
      return new Inventory.Complete(List.of());
    }
    if (!takenForGone.isEmpty() && truth instanceof Inventory.Complete(var instances)) {
      List<Instance> rest = instances.stream().filter(i -> !takenForGone.contains(i.id())).toList();
      return new Inventory.Complete(rest);
    }
    return truth;
  }

  /** Without LABEL_SEEN every instance that the market has named looks like ours. */
  Sighting seen(LeaseId lease, InstanceId instance, Sighting truth) {
    if (off == Protection.LABEL_SEEN && truth instanceof Sighting.Present(var row)) {
      String label = "sortie-" + SimProcess.CONTROLLER + "-" + lease;
      return new Sighting.Present(Rows.labelled(row, label));
    }
    if (off == Protection.COMPLETE_LISTING && truth instanceof Sighting.Unknown) {
      return new Sighting.Absent();
    }
    return takenForGone.contains(instance) ? new Sighting.Absent() : truth;
  }

  /** Without DESTROY_AGAIN only the first call is sent. */
  boolean passes(InstanceId instance) {
    return destroyed.add(instance) || off != Protection.DESTROY_AGAIN;
  }

  /** Without PROOF_OF_ABSENCE what was accepted is gone. */
  void destroyed(InstanceId instance, DestroyOutcome outcome) {
    if (off == Protection.PROOF_OF_ABSENCE && outcome instanceof DestroyOutcome.Accepted) {
      takenForGone.add(instance);
    }
  }

  /** Without VERIFY nothing is ever missing. */
  PullReport pulled(PullReport truth) {
    return off == Protection.VERIFY
        ? new PullReport(
            truth.files(), truth.bytes(), truth.broughtFiles(), truth.broughtBytes(), List.of())
        : truth;
  }
}
