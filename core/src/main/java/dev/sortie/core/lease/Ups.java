package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * While the machine is ours and reachable: watches that it stays so, and that its time is not up.
 * It may hold results, so one bad report does not condemn it.
 */
final class Ups {
  /** A machine that is reported halted or absent counts as lost after this long. */
  private static final Duration HALTED = Duration.ofSeconds(10);

  /** One without a heartbeat often comes back, and may work on meanwhile. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  private Ups() {}

  static Decision<LeaseEvent, LeaseAction> decide(
      Lease lease, LeasePhase.Up up, LeaseSignal signal, Instant now) {
    return switch (signal) {
      case LeaseSignal.Tick _, LeaseSignal.Resumed _ -> tick(lease, up, now);
      case LeaseSignal.Looked looked
          when looked.sighting() instanceof Sighting.Present(var instance) ->
          seen(lease, up, instance, looked, now);
      case LeaseSignal.Looked(_, Sighting.Absent(), _, _, _) -> absent(lease, up, now);
      case LeaseSignal.GuardAnswered(var report) -> Guards.answered(lease, up, report, now);
      case LeaseSignal.GuardUnreachable(var problem, var asked) ->
          Guards.unreachable(lease, up, problem.said(), asked, now);
      case LeaseSignal.Looked _,
          LeaseSignal.Found _,
          LeaseSignal.FoundStray _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.ProbeFailed _,
          LeaseSignal.Open _,
          LeaseSignal.RentAnswered _,
          LeaseSignal.Listed _,
          LeaseSignal.TrafficMeasured _,
          LeaseSignal.EndHeld _,
          LeaseSignal.EndReleased _,
          LeaseSignal.EndRequested _,
          LeaseSignal.DestroyAnswered _ ->
          Decision.nothing();
    };
  }

  private static Decision<LeaseEvent, LeaseAction> tick(
      Lease lease, LeasePhase.Up up, Instant now) {
    return lease.isTimeUp(now)
        ? Ends.now(lease, EndReason.Kind.CEILING, "its time within the budget is up")
        : Decision.<LeaseEvent, LeaseAction>act(new LeaseAction.Look(up.instance()))
            .and(Guards.renew(lease, up, now))
            .and(MarketEnds.keep(lease, up.instance(), now));
  }

  private static Decision<LeaseEvent, LeaseAction> seen(
      Lease lease, LeasePhase.Up up, Instance instance, LeaseSignal.Looked looked, Instant now) {
    List<LeaseEvent> facts = new ArrayList<>(Prices.seen(lease, instance, looked.before()));
    // Journals of before have no word of labels.
    if (lease.own().isEmpty()) {
      Ownership.proven(lease, instance)
          .ifPresent(own -> facts.add(new LeaseEvent.LabelSeen(own.id())));
    }
    if (up.absentSince().isPresent()) {
      facts.add(new LeaseEvent.Resurfaced());
    }
    InstanceState state = instance.state();
    if (state != up.state()) {
      facts.add(Sightings.noted(instance, looked));
    } else if (state.isDead() && hasLasted(up.stateSince(), grace(state), now)) {
      return new Decision<LeaseEvent, LeaseAction>(facts, List.of())
          .and(Ends.now(lease, EndReason.Kind.INSTANCE_LOST, lost(instance)));
    }
    return new Decision<>(facts, List.of());
  }

  /** In words: a person must know whether the machine failed or the market took it. */
  private static String lost(Instance instance) {
    String why =
        switch (instance.state()) {
          case STOPPED, EXITED ->
              instance.intended().equals("stopped")
                  ? "the market stopped it (outbid, out of credit, or its contract is over)"
                  : "its container exited and did not start again";
          case OFFLINE -> "its host has been offline for " + SILENT.toMinutes() + " min";
          case UNKNOWN -> "the market has heard nothing of it for " + SILENT.toMinutes() + " min";
          case PROVISIONING, CREATED, LOADING, RUNNING, FROZEN, RESTARTING ->
              "it is " + instance.state().name().toLowerCase(Locale.ROOT);
        };
    String said = instance.message().strip();
    // What it said while it ran explains nothing.
    return said.isEmpty() || said.startsWith("success") ? why : why + ": " + said;
  }

  private static Decision<LeaseEvent, LeaseAction> absent(
      Lease lease, LeasePhase.Up up, Instant now) {
    if (up.absentSince().isEmpty()) {
      return Decision.note(new LeaseEvent.AbsenceSeen());
    }
    return hasLasted(up.absentSince().get(), HALTED, now)
        ? Ends.now(lease, EndReason.Kind.INSTANCE_LOST, "it vanished from the market")
        : Decision.nothing();
  }

  private static Duration grace(InstanceState state) {
    return switch (state) {
      case UNKNOWN, OFFLINE -> SILENT;
      case PROVISIONING, CREATED, LOADING, RUNNING, STOPPED, EXITED, FROZEN, RESTARTING -> HALTED;
    };
  }

  private static boolean hasLasted(Instant since, Duration grace, Instant now) {
    return !now.isBefore(since.plus(grace));
  }
}
