package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.money.Meter;
import dev.sortie.core.remote.HostKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How each fact changes a lease; the only way it changes. */
final class Folding {
  private Folding() {}

  static Lease evolve(Lease lease, LeaseEvent event, Instant at) {
    return switch (event) {
      case LeaseEvent.Intended(var terms) ->
          new Lease(
              Optional.of(terms),
              new LeasePhase.Renting(),
              Optional.of(Meter.starting(terms.rates(), at)),
              lease.endWanted());
      case LeaseEvent.Rented(var instance) -> lease.in(afterRented(lease, instance, at));
      case LeaseEvent.NotRented(var why, var said) -> lease.in(new LeasePhase.NotRented(why, said));
      case LeaseEvent.AnswerUnclear _ -> lease.in(new LeasePhase.LookingUp(at, 0));
      case LeaseEvent.NotListed _ -> lease.in(oneMoreWalk(lease.phase()));
      case LeaseEvent.StateSeen(var state, var message) -> seen(lease, state, message, at);
      case LeaseEvent.Reached(var key, _) -> reached(lease, key, at);
      case LeaseEvent.TrafficCounted(var total) -> meter(lease, m -> m.counted(total));
      case LeaseEvent.EndWanted(var reason) -> endWanted(lease.ending(reason), at);
      case LeaseEvent.DestroyTried _ -> lease.in(tried(lease.phase(), at));
      case LeaseEvent.AbsenceSeen _ -> absent(lease, true);
      case LeaseEvent.Resurfaced _ -> absent(lease, false);
      case LeaseEvent.Gone _ -> gone(lease, at);
    };
  }

  private static LeasePhase afterRented(Lease lease, InstanceId instance, Instant at) {
    return lease.endWanted().isPresent()
        ? new LeasePhase.Ending(instance, 0, at, false)
        : new LeasePhase.Booting(instance, at, InstanceState.PROVISIONING, "", Optional.empty());
  }

  private static LeasePhase oneMoreWalk(LeasePhase phase) {
    return phase instanceof LeasePhase.LookingUp(var since, var walks)
        ? new LeasePhase.LookingUp(since, walks + 1)
        : phase;
  }

  private static Lease seen(Lease lease, InstanceState state, String message, Instant at) {
    Lease metered =
        meter(lease, m -> state == InstanceState.RUNNING ? m.running(at) : haltedIf(m, state, at));
    return switch (lease.phase()) {
      case LeasePhase.Booting(var instance, var since, _, _, var runningSince) ->
          metered.in(
              new LeasePhase.Booting(
                  instance,
                  since,
                  state,
                  message,
                  state == InstanceState.RUNNING
                      ? Optional.of(runningSince.orElse(at))
                      : Optional.empty()));
      case LeasePhase.Up(var instance, _, var key) ->
          metered.in(new LeasePhase.Up(instance, state, key));
      case LeasePhase.Unopened _,
          LeasePhase.Renting _,
          LeasePhase.LookingUp _,
          LeasePhase.Ending _,
          LeasePhase.Gone _,
          LeasePhase.NotRented _ ->
          metered;
    };
  }

  /** A frozen container is billed like a running one; one we know nothing of may be. */
  private static Meter haltedIf(Meter meter, InstanceState state, Instant at) {
    return state == InstanceState.FROZEN || state == InstanceState.UNKNOWN
        ? meter
        : meter.halted(at);
  }

  private static Lease reached(Lease lease, HostKey key, Instant at) {
    return lease
        .instance()
        .map(id ->
            meter(lease, m -> m.running(at)).in(new LeasePhase.Up(id, InstanceState.RUNNING, key)))
        .orElse(lease);
  }

  private static Lease endWanted(Lease lease, Instant at) {
    return lease
        .instance()
        .filter(_ -> !(lease.phase() instanceof LeasePhase.Ending))
        .map(id -> lease.in(new LeasePhase.Ending(id, 0, at, false)))
        .orElse(lease);
  }

  private static LeasePhase tried(LeasePhase phase, Instant at) {
    return phase instanceof LeasePhase.Ending(var instance, var tries, _, var absent)
        ? new LeasePhase.Ending(instance, tries + 1, at, absent)
        : phase;
  }

  private static Lease absent(Lease lease, boolean absent) {
    return lease.phase() instanceof LeasePhase.Ending(var instance, var tries, var last, _)
        ? lease.in(new LeasePhase.Ending(instance, tries, last, absent))
        : lease;
  }

  private static Lease gone(Lease lease, Instant at) {
    return meter(lease, m -> m.ended(at))
        .in(lease.instance().<LeasePhase>map(LeasePhase.Gone::new).orElse(lease.phase()));
  }

  private static Lease meter(Lease lease, UnaryOperator<Meter> change) {
    return lease.meter().map(m -> lease.metered(change.apply(m))).orElse(lease);
  }
}
