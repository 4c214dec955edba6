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
import java.util.Optional;
import java.util.regex.Pattern;

/** From rented to reachable. */
final class Boots {
  /** A new instance may be unknown to reads for a moment. */
  private static final Duration ABSENCE_GRACE = Duration.ofSeconds(30);

  /**
   * Parts of status messages that mean the image itself is wrong. These and the next list are what
   * vast.ai's own image tests and other clients match.
   */
  private static final List<String> WRONG_IMAGE =
      List.of(
          "manifest unknown",
          "unauthorized",
          "pull access denied",
          "access to the resource is denied",
          "denied: denied");

  private static final Pattern NO_MANIFEST = Pattern.compile("manifest for .* not found");

  /** Parts of status messages that mean the container will never run on this machine. */
  private static final List<String> HOPELESS =
      List.of(
          "error response from daemon",
          "failed to pull image",
          "denied",
          "no space left on device",
          "unexpected eof",
          "error writing dockerfile",
          "oci runtime create failed");

  private Boots() {}

  static Decision<LeaseEvent, LeaseAction> decide(
      Lease lease, LeasePhase.Booting booting, LeaseSignal signal, Instant now) {
    return switch (signal) {
      // Taken up it is judged by what it is now, not by what an earlier process last saw.
      case LeaseSignal.Tick _, LeaseSignal.Resumed _ -> tick(lease, booting, now);
      case LeaseSignal.Looked looked
          when looked.sighting() instanceof Sighting.Present(var instance) ->
          seen(lease, booting, instance, looked);
      case LeaseSignal.Looked(_, Sighting.Absent(), _, _, _) -> absent(lease, booting, now);
      case LeaseSignal.Looked unanswered -> unseen(lease, unanswered.before());
      case LeaseSignal.ProbeAnswered(var key, var address) ->
          new Decision<>(
              List.of(new LeaseEvent.Reached(key, address)),
              Guards.signOfLife(lease, booting.instance(), key, address, now));
      case LeaseSignal.ProbeFailed(_, var asked) -> closed(lease, booting, asked);
      case LeaseSignal.Open _,
          LeaseSignal.RentAnswered _,
          LeaseSignal.Listed _,
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

  private static Decision<LeaseEvent, LeaseAction> tick(
      Lease lease, LeasePhase.Booting booting, Instant now) {
    if (lease.isTimeUp(now)) {
      return Ends.now(
          lease, EndReason.Kind.CEILING, "its time within the budget was up before it had started");
    }
    return Decision.<LeaseEvent, LeaseAction>act(new LeaseAction.Look(booting.instance()))
        .and(MarketEnds.keep(lease, booting.instance(), now));
  }

  /**
   * Patience runs out at an answer, never at the mere passing of time: whoever has slept for an
   * hour looks first, at a machine that may have been ready for long.
   *
   * @param at when what was answered was asked: a laptop may be closed in between
   */
  private static Decision<LeaseEvent, LeaseAction> closed(
      Lease lease, LeasePhase.Booting booting, Instant at) {
    Duration patience = lease.openedTerms().patience().ssh();
    return booting.runningSince().filter(since -> at.isAfter(since.plus(patience))).isPresent()
        ? Ends.now(
            lease,
            EndReason.Kind.SSH_NEVER_UP,
            "running, but SSH let nobody in for " + patience.toSeconds() + " s")
        : Decision.nothing();
  }

  private static Decision<LeaseEvent, LeaseAction> loading(
      Lease lease, LeasePhase.Booting booting, Instance instance, Instant at) {
    Duration patience = lease.openedTerms().patience().boot();
    return booting.runningSince().isEmpty() && at.isAfter(booting.since().plus(patience))
        ? Ends.now(
            lease,
            EndReason.Kind.STUCK_LOADING,
            "not running after " + patience.toMinutes() + " min: " + instance.message())
        : Decision.nothing();
  }

  private static Decision<LeaseEvent, LeaseAction> seen(
      Lease lease, LeasePhase.Booting booting, Instance instance, LeaseSignal.Looked looked) {
    List<LeaseEvent> facts = new ArrayList<>(Prices.seen(lease, instance, looked.before()));
    boolean due =
        lease.meter().filter(m -> Sightings.isDue(m, instance.state(), looked.asked())).isPresent();
    boolean news =
        instance.state() != booting.state() || !instance.message().equals(booting.message());
    if (news || due) {
      facts.add(Sightings.noted(instance, looked));
    }
    if (instance.state() != InstanceState.RUNNING
        && (isImageWrong(instance.message()) || saysOneOf(instance.message(), HOPELESS))) {
      EndReason.Kind kind =
          isImageWrong(instance.message())
              ? EndReason.Kind.BAD_IMAGE
              : EndReason.Kind.CONTAINER_FAILED;
      return new Decision<LeaseEvent, LeaseAction>(facts, List.of())
          .and(Ends.now(lease, kind, instance.message()));
    }
    if (instance.state().isDead()) {
      String said =
          instance.state().name().toLowerCase(Locale.ROOT)
              + " while starting: "
              + instance.message();
      return new Decision<LeaseEvent, LeaseAction>(facts, List.of())
          .and(Ends.now(lease, EndReason.Kind.INSTANCE_LOST, said));
    }
    Decision<LeaseEvent, LeaseAction> noted = new Decision<>(facts, List.of());
    if (instance.state() != InstanceState.RUNNING) {
      return noted.and(loading(lease, booting, instance, looked.asked()));
    }
    return noted.and(
        instance.ssh().isEmpty()
            ? closed(lease, booting, looked.asked())
            : Decision.act(new LeaseAction.Probe(instance.id(), instance.ssh())));
  }

  static Decision<LeaseEvent, LeaseAction> unseen(Lease lease, Optional<Instant> before) {
    boolean known =
        lease
            .meter()
            .filter(m -> m.runningSince().isPresent() || m.unwatchedSince().isPresent())
            .isPresent();
    return known ? Decision.nothing() : Decision.note(new LeaseEvent.Unwatched(before));
  }

  private static Decision<LeaseEvent, LeaseAction> absent(
      Lease lease, LeasePhase.Booting booting, Instant now) {
    return now.isBefore(booting.since().plus(ABSENCE_GRACE))
        ? Decision.nothing()
        : Ends.now(lease, EndReason.Kind.INSTANCE_LOST, "it vanished while starting");
  }

  private static boolean isImageWrong(String message) {
    return saysOneOf(message, WRONG_IMAGE)
        || NO_MANIFEST.matcher(message.toLowerCase(Locale.ROOT)).find();
  }

  private static boolean saysOneOf(String message, List<String> parts) {
    String lower = message.toLowerCase(Locale.ROOT);
    return parts.stream().anyMatch(lower::contains);
  }
}
