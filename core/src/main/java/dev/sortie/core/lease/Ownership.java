package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the instance that the market has named is ours (laws 2 and 3). The answer to a create
 * call proves nothing: until a row shows our label on it, it is looked at and not touched. A row
 * with another label makes the answer an unclear one; so does an instance that nobody knows.
 */
final class Ownership {
  /** A new instance may be unknown to reads for a moment. */
  private static final Duration ABSENCE_GRACE = Duration.ofSeconds(30);

  private Ownership() {}

  static Decision<LeaseEvent, LeaseAction> booting(
      Lease lease, LeasePhase.Booting booting, LeaseSignal signal, Instant now) {
    Optional<OwnInstance> own = shown(lease, signal);
    if (own.isPresent()) {
      return Decision.<LeaseEvent, LeaseAction>note(new LeaseEvent.LabelSeen(own.get().id()))
          .and(Boots.decide(lease.owning(own.get()), booting, signal, now));
    }
    if (signal instanceof LeaseSignal.ProbeAnswered) {
      return Decision.nothing();
    }
    return isAboutIt(signal)
        ? heard(lease, booting.instance(), booting.since(), signal, now)
        : Boots.decide(lease, booting, signal, now);
  }

  static Decision<LeaseEvent, LeaseAction> ending(
      Lease lease, LeasePhase.Ending ending, LeaseSignal signal, Instant now) {
    Optional<OwnInstance> own = shown(lease, signal);
    if (own.isPresent()) {
      return new Decision<LeaseEvent, LeaseAction>(
              List.of(new LeaseEvent.LabelSeen(own.get().id())),
              List.of(new LeaseAction.Destroy(own.get())))
          .and(Ends.decide(lease.owning(own.get()), ending, signal, now));
    }
    return isAboutIt(signal)
        ? heard(lease, ending.instance(), ending.since(), signal, now)
        : Ends.decide(lease, ending, signal, now);
  }

  /** The instance of this row is the one this lease has rented. */
  static Optional<OwnInstance> proven(Lease lease, Instance row) {
    return lease.terms().flatMap(terms -> OwnInstance.in(row, terms.label()));
  }

  /** Found by its label: this is the answer, whatever the create call said. */
  static Decision<LeaseEvent, LeaseAction> found(Lease lease, OwnInstance own) {
    LeaseAction next =
        lease.endWanted().isPresent()
            ? new LeaseAction.Destroy(own)
            : new LeaseAction.Look(own.id());
    return new Decision<>(
        List.of(new LeaseEvent.Rented(own.id()), new LeaseEvent.LabelSeen(own.id())),
        List.of(next));
  }

  /** An answer about another instance than the one that was asked for says nothing (law 4). */
  static LeaseSignal plain(LeaseSignal signal) {
    return signal
                instanceof
                LeaseSignal.Looked(
                    var asked,
                    Sighting.Present(var row),
                    var at,
                    var before,
                    var previous)
            && !row.id().equals(asked)
        ? new LeaseSignal.Looked(
            asked,
            new Sighting.Unknown(
                new MarketProblem.Malformed("asked for " + asked + ", shown " + row.id())),
            at,
            before,
            previous)
        : signal;
  }

  private static Optional<OwnInstance> shown(Lease lease, LeaseSignal signal) {
    InstanceId named = lease.instance().orElseThrow();
    return switch (signal) {
      case LeaseSignal.Looked(_, Sighting.Present(var row), _, _, _) -> proven(lease, row);
      case LeaseSignal.Listed(Inventory.Complete(var rows), _, _) ->
          row(rows, named).flatMap(row -> proven(lease, row));
      case LeaseSignal other -> Optional.empty();
    };
  }

  private static boolean isAboutIt(LeaseSignal signal) {
    return signal instanceof LeaseSignal.Looked || signal instanceof LeaseSignal.Listed;
  }

  /** What is heard of an instance that was named, and does not show our label. */
  private static Decision<LeaseEvent, LeaseAction> heard(
      Lease lease, InstanceId named, Instant since, LeaseSignal signal, Instant now) {
    return switch (signal) {
      case LeaseSignal.Looked(_, Sighting.Present(var row), _, _, _) -> {
        // A row without any label says nothing; the listing may say more.
        boolean waits = now.isBefore(since.plus(lease.openedTerms().patience().unclear()));
        yield row.label().isBlank() && waits
            ? Decision.act(new LeaseAction.TakeInventory())
            : lookUp(new LeaseEvent.NotOurs(named, row.label()));
      }
      case LeaseSignal.Looked(_, Sighting.Absent(), _, _, _) ->
          now.isBefore(since.plus(ABSENCE_GRACE))
              ? Decision.nothing()
              : lookUp(new LeaseEvent.AnswerUnclear("there is no instance " + named));
      case LeaseSignal.Looked _ ->
          Boots.unseen(lease, Optional.empty()).and(Decision.act(new LeaseAction.TakeInventory()));
      case LeaseSignal.Listed(Inventory.Complete(var rows), _, _) -> listed(lease, named, rows);
      case LeaseSignal other -> Decision.nothing();
    };
  }

  private static Decision<LeaseEvent, LeaseAction> listed(
      Lease lease, InstanceId named, List<Instance> rows) {
    String label = row(rows, named).map(Instance::label).orElse("");
    LeaseEvent denied = new LeaseEvent.NotOurs(named, label);
    Optional<OwnInstance> ours =
        rows.stream().flatMap(row -> proven(lease, row).stream()).findFirst();
    if (ours.isPresent()) {
      return Decision.<LeaseEvent, LeaseAction>note(denied).and(found(lease, ours.get()));
    }
    return label.isBlank() ? Decision.nothing() : lookUp(denied);
  }

  private static Decision<LeaseEvent, LeaseAction> lookUp(LeaseEvent why) {
    return new Decision<>(List.of(why), List.of(new LeaseAction.TakeInventory()));
  }

  private static Optional<Instance> row(List<Instance> rows, InstanceId named) {
    return rows.stream().filter(row -> row.id().equals(named)).findFirst();
  }
}
