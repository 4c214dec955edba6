package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.RentOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the create call to knowing whether an instance was rented (laws 1 and 2). */
final class Rents {
  /** Fewer complete listings than this never prove that nothing was rented. */
  private static final int WALKS_NEEDED = 2;

  private Rents() {}

  static Decision<LeaseEvent, LeaseAction> decide(Lease lease, LeaseSignal signal) {
    return switch (signal) {
      case LeaseSignal.RentAnswered(var outcome) -> answered(lease, outcome);
      case LeaseSignal.Resumed _ -> unclear("the program was interrupted during the create call");
      case LeaseSignal.Open _,
          LeaseSignal.Tick _,
          LeaseSignal.Listed _,
          LeaseSignal.Looked _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.ProbeFailed _,
          LeaseSignal.GuardAnswered _,
          LeaseSignal.GuardUnreachable _,
          LeaseSignal.Found _,
          LeaseSignal.FoundStray _,
          LeaseSignal.TrafficMeasured _,
          LeaseSignal.EndHeld _,
          LeaseSignal.EndReleased _,
          LeaseSignal.EndRequested _,
          LeaseSignal.DestroyAnswered _ ->
          Decision.nothing();
    };
  }

  static Decision<LeaseEvent, LeaseAction> lookUp(
      Lease lease, LeasePhase.LookingUp looking, LeaseSignal signal) {
    return switch (signal) {
      case LeaseSignal.Tick _, LeaseSignal.Resumed _ ->
          Decision.act(new LeaseAction.TakeInventory());
      case LeaseSignal.Listed(Inventory.Complete(var instances), var asked, _) ->
          listed(lease, looking, instances, asked);
      // An answer that came late after all is as good as any.
      case LeaseSignal.RentAnswered(RentOutcome.Rented(var instance)) -> named(instance);
      case LeaseSignal.RentAnswered _,
          LeaseSignal.Listed _,
          LeaseSignal.Open _,
          LeaseSignal.Looked _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.ProbeFailed _,
          LeaseSignal.GuardAnswered _,
          LeaseSignal.GuardUnreachable _,
          LeaseSignal.Found _,
          LeaseSignal.FoundStray _,
          LeaseSignal.TrafficMeasured _,
          LeaseSignal.EndHeld _,
          LeaseSignal.EndReleased _,
          LeaseSignal.EndRequested _,
          LeaseSignal.DestroyAnswered _ ->
          Decision.nothing();
    };
  }

  private static Decision<LeaseEvent, LeaseAction> answered(Lease lease, RentOutcome outcome) {
    return switch (outcome) {
      case RentOutcome.Rented(var instance) -> named(instance);
      case RentOutcome.OfferGone(var said) -> notRented(NotRentedReason.OFFER_GONE, said);
      case RentOutcome.Refused(var problem, var leftover) ->
          leftover
              .map(instance -> leftover(lease, instance, problem.said()))
              .orElseGet(() -> refused(problem));
      case RentOutcome.Unclear(var problem) -> unclear(problem.said());
    };
  }

  /** Looked at first, whatever is wanted with it: that it was named does not make it ours. */
  private static Decision<LeaseEvent, LeaseAction> named(InstanceId instance) {
    return new Decision<>(
        List.of(new LeaseEvent.Rented(instance)), List.of(new LeaseAction.Look(instance)));
  }

  private static Decision<LeaseEvent, LeaseAction> leftover(
      Lease lease, InstanceId instance, String said) {
    if (lease.endWanted().isPresent()) {
      return named(instance);
    }
    return new Decision<>(
        List.of(
            new LeaseEvent.Rented(instance),
            new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.LEFTOVER, said))),
        List.of(new LeaseAction.Look(instance)));
  }

  private static Decision<LeaseEvent, LeaseAction> notRented(NotRentedReason why, String said) {
    return Decision.note(new LeaseEvent.NotRented(why, said));
  }

  private static Decision<LeaseEvent, LeaseAction> unclear(String said) {
    return new Decision<>(
        List.of(new LeaseEvent.AnswerUnclear(said)), List.of(new LeaseAction.TakeInventory()));
  }

  private static Decision<LeaseEvent, LeaseAction> listed(
      Lease lease, LeasePhase.LookingUp looking, List<Instance> instances, Instant asked) {
    Optional<OwnInstance> ours =
        instances.stream().flatMap(row -> Ownership.proven(lease, row).stream()).findFirst();
    if (ours.isPresent()) {
      return Ownership.found(lease, ours.get());
    }
    List<LeaseEvent> facts = new ArrayList<>(List.of(new LeaseEvent.NotListed()));
    Duration searched = Duration.between(looking.since(), asked);
    if (looking.emptyWalks() + 1 >= WALKS_NEEDED
        && searched.compareTo(lease.openedTerms().patience().unclear()) >= 0) {
      String none = "no instance with the label " + lease.openedTerms().label() + " appeared";
      facts.add(
          lease.misled()
              ? new LeaseEvent.NotRented(
                  NotRentedReason.NOT_OURS, "the market named one that is not ours, and " + none)
              : new LeaseEvent.NotRented(NotRentedReason.NEVER_APPEARED, none));
    }
    return new Decision<>(facts, List.of());
  }

  private static Decision<LeaseEvent, LeaseAction> refused(MarketProblem problem) {
    return switch (problem) {
      case MarketProblem.BadKey(var said) -> notRented(NotRentedReason.BAD_KEY, said);
      case MarketProblem.SecondFactor(var said) -> notRented(NotRentedReason.SECOND_FACTOR, said);
      case MarketProblem.InsufficientCredit(var said) -> notRented(NotRentedReason.NO_CREDIT, said);
      case MarketProblem.SpendLimit(var said) -> notRented(NotRentedReason.SPEND_LIMIT, said);
      case MarketProblem.Unreachable(var said) -> notRented(NotRentedReason.UNREACHABLE, said);
      case MarketProblem.RateLimited(var said) -> notRented(NotRentedReason.REFUSED, said);
      case MarketProblem.NotFound(var said) -> notRented(NotRentedReason.REFUSED, said);
      case MarketProblem.Refused(_, var said) -> notRented(NotRentedReason.REFUSED, said);
      // Neither is a no in clear words.
      case MarketProblem.NoAnswer _, MarketProblem.Malformed _ -> unclear(problem.said());
    };
  }
}
