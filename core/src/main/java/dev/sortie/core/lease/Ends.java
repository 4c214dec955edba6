package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Destroy, verify, verify again; never give up (law 5). */
final class Ends {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration SLOWEST_RETRY = Duration.ofSeconds(60);

  private Ends() {}

  /** Somebody wants the end, in whatever phase the lease is. */
  static Decision<LeaseEvent, LeaseAction> want(Lease lease, EndReason reason) {
    if (lease.endWanted().isPresent()) {
      return Decision.nothing();
    }
    return switch (lease.phase()) {
      // Nothing left the machine yet: the intent itself is called off.
      case LeasePhase.Unopened _, LeasePhase.Gone _, LeasePhase.NotRented _ -> Decision.nothing();
      // An answer is still to come; what it rents will be destroyed at once.
      case LeasePhase.Renting _, LeasePhase.LookingUp _, LeasePhase.Ending _ ->
          Decision.note(new LeaseEvent.EndWanted(reason));
      case LeasePhase.Booting booting -> now(booting.instance(), reason.kind(), reason.said());
      case LeasePhase.Up up -> now(up.instance(), reason.kind(), reason.said());
    };
  }

  static Decision<LeaseEvent, LeaseAction> now(
      InstanceId instance, EndReason.Kind kind, String said) {
    return new Decision<>(
        List.of(new LeaseEvent.EndWanted(new EndReason(kind, said))),
        List.of(new LeaseAction.Destroy(instance)));
  }

  static Decision<LeaseEvent, LeaseAction> decide(
      LeasePhase.Ending ending, LeaseSignal signal, Instant now) {
    return switch (signal) {
      case LeaseSignal.Tick _ -> tick(ending, now);
      case LeaseSignal.Resumed _ -> Decision.act(new LeaseAction.Destroy(ending.instance()));
      case LeaseSignal.DestroyAnswered(var outcome) -> answered(ending, outcome);
      case LeaseSignal.Looked(_, Sighting.Absent()) ->
          new Decision<>(
              ending.seenAbsent() ? List.of() : List.of(new LeaseEvent.AbsenceSeen()),
              List.of(new LeaseAction.TakeInventory()));
      case LeaseSignal.Looked(_, Sighting.Present _) -> resurfacedIf(ending.seenAbsent());
      case LeaseSignal.Listed(Inventory.Complete complete) -> listed(ending, complete);
      case LeaseSignal.Looked _,
          LeaseSignal.Listed _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.ProbeFailed _,
          LeaseSignal.Open _,
          LeaseSignal.RentAnswered _,
          LeaseSignal.TrafficMeasured _,
          LeaseSignal.EndRequested _ ->
          Decision.nothing();
    };
  }

  private static Decision<LeaseEvent, LeaseAction> tick(LeasePhase.Ending ending, Instant now) {
    if (ending.seenAbsent()) {
      return Decision.act(new LeaseAction.TakeInventory());
    }
    boolean again = !now.isBefore(ending.lastTry().plus(retryAfter(ending.tries())));
    return Decision.act(
        again
            ? new LeaseAction.Destroy(ending.instance())
            : new LeaseAction.Look(ending.instance()));
  }

  private static Decision<LeaseEvent, LeaseAction> answered(
      LeasePhase.Ending ending, DestroyOutcome outcome) {
    return switch (outcome) {
      case DestroyOutcome.Accepted _ -> tried(ending, "");
      case DestroyOutcome.NotThere _ -> tried(ending, "no such instance");
      case DestroyOutcome.Failed(var problem) ->
          Decision.note(new LeaseEvent.DestroyTried(problem.said()));
    };
  }

  private static Decision<LeaseEvent, LeaseAction> tried(LeasePhase.Ending ending, String said) {
    return new Decision<>(
        List.of(new LeaseEvent.DestroyTried(said)),
        List.of(new LeaseAction.Look(ending.instance())));
  }

  private static Decision<LeaseEvent, LeaseAction> listed(
      LeasePhase.Ending ending, Inventory.Complete complete) {
    boolean stillListed =
        complete.instances().stream().anyMatch(i -> i.id().equals(ending.instance()));
    if (stillListed) {
      return resurfacedIf(ending.seenAbsent());
    }
    return ending.seenAbsent()
        ? Decision.note(new LeaseEvent.Gone())
        : Decision.act(new LeaseAction.Look(ending.instance()));
  }

  private static Decision<LeaseEvent, LeaseAction> resurfacedIf(boolean seenAbsent) {
    return seenAbsent ? Decision.note(new LeaseEvent.Resurfaced()) : Decision.nothing();
  }

  private static Duration retryAfter(int tries) {
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(tries, 4));
    return wait.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : wait;
  }
}
