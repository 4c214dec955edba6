package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.Sighting;
import java.time.Instant;
import java.util.Locale;

/**
 * While the machine is ours and reachable: watches that it stays so, and that its time is not up.
 */
final class Ups {
  private Ups() {}

  static Decision<LeaseEvent, LeaseAction> decide(
      Lease lease, LeasePhase.Up up, LeaseSignal signal, Instant now) {
    return switch (signal) {
      case LeaseSignal.Tick _, LeaseSignal.Resumed _ -> tick(lease, up, now);
      case LeaseSignal.Looked(_, Sighting.Present(var instance)) -> seen(up, instance);
      case LeaseSignal.Looked(_, Sighting.Absent()) ->
          Ends.now(up.instance(), EndReason.Kind.INSTANCE_LOST, "it vanished from the market");
      case LeaseSignal.Looked _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.ProbeFailed _,
          LeaseSignal.Open _,
          LeaseSignal.RentAnswered _,
          LeaseSignal.Listed _,
          LeaseSignal.TrafficMeasured _,
          LeaseSignal.EndRequested _,
          LeaseSignal.DestroyAnswered _ ->
          Decision.nothing();
    };
  }

  private static Decision<LeaseEvent, LeaseAction> tick(
      Lease lease, LeasePhase.Up up, Instant now) {
    boolean timeIsUp = lease.deadline().map(end -> !now.isBefore(end)).orElse(false);
    return timeIsUp
        ? Ends.now(up.instance(), EndReason.Kind.CEILING, "its time within the budget is up")
        : Decision.act(new LeaseAction.Look(up.instance()));
  }

  private static Decision<LeaseEvent, LeaseAction> seen(LeasePhase.Up up, Instance instance) {
    if (instance.state().isDead()) {
      String said = "it is " + instance.state().name().toLowerCase(Locale.ROOT);
      return Decision.<LeaseEvent, LeaseAction>note(
              new LeaseEvent.StateSeen(instance.state(), instance.message()))
          .and(Ends.now(up.instance(), EndReason.Kind.INSTANCE_LOST, said));
    }
    return instance.state() == up.state()
        ? Decision.nothing()
        : Decision.note(new LeaseEvent.StateSeen(instance.state(), instance.message()));
  }
}
