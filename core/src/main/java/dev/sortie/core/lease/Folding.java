package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.money.Meter;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How each fact changes a lease; the only way it changes. */
final class Folding {
  private static final Duration DOUBT = Duration.ofSeconds(20);

  private Folding() {}

  static Lease evolve(Lease lease, LeaseEvent event, Instant at) {
    return switch (event) {
      case LeaseEvent.Adopted _ -> takenUp(lease, at);
      case LeaseEvent.Intended(var terms) ->
          new Lease(
              Optional.of(terms),
              new LeasePhase.Renting(),
              Optional.of(Meter.starting(terms.rates(), at)),
              lease.endWanted(),
              Optional.empty(),
              false,
              MarketEnd.NONE);
      case LeaseEvent.StrayFound(var terms, var instance, var since) ->
          new Lease(
              Optional.of(terms),
              LeasePhase.Ending.from(instance, at),
              Optional.of(Meter.starting(terms.rates(), since).running(since)),
              Optional.of(new EndReason(EndReason.Kind.STRAY, "found on the market")),
              // It was found by that label.
              Optional.of(OwnInstance.recorded(instance, terms.label())),
              false,
              MarketEnd.NONE);
      case LeaseEvent.Rented(var instance) ->
          meter(lease, Meter::unwatched).in(afterRented(lease, instance, at));
      case LeaseEvent.LabelSeen(var instance) ->
          lease.instance().filter(instance::equals).map(_ -> owning(lease)).orElse(lease);
      case LeaseEvent.NotOurs _ ->
          lease.own().isEmpty() && isNamed(lease) ? lease.misled(at) : lease;
      case LeaseEvent.NotRented(var why, var said) -> lease.in(new LeasePhase.NotRented(why, said));
      case LeaseEvent.AnswerUnclear _ -> lease.in(new LeasePhase.LookingUp(at, 0));
      case LeaseEvent.NotListed _ -> lease.in(oneMoreWalk(lease.phase(), at));
      case LeaseEvent.GuardProven _ -> watching(proven(lease), watch -> watch.proven(at));
      case LeaseEvent.GuardDoubted _ -> watching(lease, watch -> watch.doubted(at));
      case LeaseEvent.GuardLost _ -> watching(lease, watch -> watch.lost(at));
      case LeaseEvent.GuardRevived(var times, _) ->
          watching(lease, watch -> watch.revived(times, at));
      case LeaseEvent.StateSeen(var state, var message, var idleAt) ->
          seen(lease, state, message, idleAt, at);
      case LeaseEvent.Reached(var key, var address) -> reached(lease, key, address, at);
      case LeaseEvent.PriceRaised(var gpuPerHour, var since) ->
          meter(lease, m -> m.repriced(gpuPerHour, since.orElse(m.existsSince())));
      case LeaseEvent.Unwatched(var idleAt) ->
          meter(lease, m -> idleAt.map(m::idle).orElse(m).unwatched());
      case LeaseEvent.TrafficCounted(var total) -> meter(lease, m -> m.counted(total));
      case LeaseEvent.MarketEndHeld(var when, var deadline) ->
          lease.heldBy(lease.marketEnd().held(when, deadline, at));
      case LeaseEvent.MarketEndFailed _ -> lease.heldBy(lease.marketEnd().failed(at));
      case LeaseEvent.MarketEndRemoved _ -> lease.heldBy(lease.marketEnd().released());
      case LeaseEvent.MarketEndStuck _ -> lease.heldBy(lease.marketEnd().stuck());
      case LeaseEvent.EndWanted(var reason) -> endWanted(lease.ending(reason), at);
      case LeaseEvent.DestroyTried tried -> lease.in(tried(lease.phase(), tried.accepted(), at));
      case LeaseEvent.AbsenceSeen _ -> lease.in(absent(lease.phase(), Optional.of(at)));
      case LeaseEvent.Resurfaced _ -> resurfaced(lease, at);
      case LeaseEvent.Gone _ -> gone(lease, at);
    };
  }

  private static Lease owning(Lease lease) {
    return lease.owning(
        OwnInstance.recorded(lease.instance().orElseThrow(), lease.openedTerms().label()));
  }

  /**
   * Journals of before have no word of labels; there a machine whose guard, which our create call
   * alone can have put there, has answered is ours.
   */
  private static Lease proven(Lease lease) {
    return lease.phase() instanceof LeasePhase.Up ? owning(lease) : lease;
  }

  private static boolean isNamed(Lease lease) {
    return lease.phase() instanceof LeasePhase.Booting
        || lease.phase() instanceof LeasePhase.Ending;
  }

  private static LeasePhase afterRented(Lease lease, InstanceId instance, Instant at) {
    return lease.endWanted().isPresent()
        ? LeasePhase.Ending.from(instance, at)
        : new LeasePhase.Booting(instance, at, InstanceState.PROVISIONING, "", Optional.empty());
  }

  private static LeasePhase oneMoreWalk(LeasePhase phase, Instant at) {
    return switch (phase) {
      case LeasePhase.LookingUp(var since, var walks) -> new LeasePhase.LookingUp(since, walks + 1);
      case LeasePhase.Ending ending -> ending.notListed(at);
      case LeasePhase.Unopened _,
          LeasePhase.Renting _,
          LeasePhase.Booting _,
          LeasePhase.Up _,
          LeasePhase.Gone _,
          LeasePhase.NotRented _ ->
          phase;
    };
  }

  private static Lease seen(
      Lease lease, InstanceState state, String message, Optional<Instant> idle, Instant at) {
    Lease metered =
        meter(
            lease,
            m -> {
              Instant idleAt = idle.orElse(m.idleAt());
              return lease.phase() instanceof LeasePhase.Ending
                  ? meteredAtTheEnd(m, state, idleAt, at)
                  : metered(m, state, idleAt, at);
            });
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
      case LeasePhase.Up(var instance, _, _, var key, var address, var absent, var guard) ->
          metered.in(new LeasePhase.Up(instance, state, at, key, address, absent, guard));
      case LeasePhase.Unopened _,
          LeasePhase.Renting _,
          LeasePhase.LookingUp _,
          LeasePhase.Ending _,
          LeasePhase.Gone _,
          LeasePhase.NotRented _ ->
          metered;
    };
  }

  /**
   * Nobody looked for who knows how long: it may have been running, and the bill counts that. How
   * long it may yet take to be ready, or be silent, counts from now: a healthy machine that nobody
   * watched is not one that disappoints (law 9).
   */
  private static Lease takenUp(Lease lease, Instant at) {
    return switch (lease.phase()) {
      case LeasePhase.Booting booting -> meter(lease, Meter::unwatched).in(booting.takenUp(at));
      case LeasePhase.Up up -> lease.in(up.takenUp(at));
      case LeasePhase.Renting _, LeasePhase.LookingUp _ -> meter(lease, Meter::unwatched);
      case LeasePhase.Ending ending -> lease.in(ending.takenUp());
      case LeasePhase.Unopened _, LeasePhase.Gone _, LeasePhase.NotRented _ -> lease;
    };
  }

  /**
   * What is billed on when it is seen in this state.
   *
   * @param idleAt when it certainly did not run
   */
  private static Meter metered(Meter meter, InstanceState state, Instant idleAt, Instant at) {
    return switch (state) {
      // A frozen container is billed like a running one.
      case RUNNING, FROZEN -> meter.running(idleAt);
      case UNKNOWN -> meter.idle(idleAt).unwatched();
      case PROVISIONING, CREATED, LOADING -> meter.halted(at, idleAt);
      // It ran before; nobody has seen until when.
      case STOPPED, EXITED, OFFLINE, RESTARTING -> meter.running(idleAt).halted(at, at);
    };
  }

  /** Nobody may look again before it is gone: from then on it counts as if it ran. */
  private static Meter meteredAtTheEnd(
      Meter meter, InstanceState state, Instant idleAt, Instant at) {
    Meter seen =
        switch (state) {
          case RUNNING, FROZEN -> meter.running(idleAt);
          case UNKNOWN -> meter;
          case PROVISIONING, CREATED, LOADING -> meter.halted(at, idleAt);
          case STOPPED, EXITED, OFFLINE, RESTARTING ->
              isDoubtful(meter, idleAt)
                  ? meter.running(idleAt).halted(idleAt, idleAt)
                  : meter.halted(at, idleAt);
        };
    return seen.unwatched();
  }

  /** It ran before: perhaps ever since, when nobody has looked for a while or at all. */
  private static boolean isDoubtful(Meter meter, Instant idleAt) {
    return meter
        .unwatchedSince()
        .filter(since -> since.equals(meter.existsSince()) || since.isBefore(idleAt.minus(DOUBT)))
        .isPresent();
  }

  private static Lease reached(Lease lease, HostKey key, SshAddress address, Instant at) {
    return lease
        .instance()
        .map(id ->
            meter(lease, m -> m.running(m.idleAt()))
                .in(
                    new LeasePhase.Up(
                        id,
                        InstanceState.RUNNING,
                        at,
                        key,
                        address,
                        Optional.empty(),
                        GuardWatch.from(at))))
        .orElse(lease);
  }

  /** From the last look on nobody knows whether it began to run. */
  private static Lease endWanted(Lease lease, Instant at) {
    return lease
        .instance()
        .filter(_ -> !(lease.phase() instanceof LeasePhase.Ending))
        .map(id -> meter(lease, Meter::unwatched).in(LeasePhase.Ending.from(id, at)))
        .orElse(lease);
  }

  private static LeasePhase tried(LeasePhase phase, boolean accepted, Instant at) {
    return phase instanceof LeasePhase.Ending ending ? ending.tried(accepted, at) : phase;
  }

  private static LeasePhase absent(LeasePhase phase, Optional<Instant> since) {
    return switch (phase) {
      case LeasePhase.Ending ending -> ending.absent(since);
      case LeasePhase.Up(var id, var state, var stateSince, var key, var address, _, var guard) ->
          new LeasePhase.Up(id, state, stateSince, key, address, since, guard);
      case LeasePhase.Unopened _,
          LeasePhase.Renting _,
          LeasePhase.LookingUp _,
          LeasePhase.Booting _,
          LeasePhase.Gone _,
          LeasePhase.NotRented _ ->
          phase;
    };
  }

  /** What had been proven gone is there again, and may have been all the while. */
  private static Lease resurfaced(Lease lease, Instant at) {
    return lease.phase() instanceof LeasePhase.Gone(var instance)
        ? meter(lease, Meter::reopened).in(LeasePhase.Ending.from(instance, at))
        : lease.in(absent(lease.phase(), Optional.empty()));
  }

  private static Lease watching(Lease lease, UnaryOperator<GuardWatch> change) {
    return lease.phase() instanceof LeasePhase.Up up
        ? lease.in(
            new LeasePhase.Up(
                up.instance(),
                up.state(),
                up.stateSince(),
                up.hostKey(),
                up.address(),
                up.absentSince(),
                change.apply(up.guard())))
        : lease;
  }

  /** Proven gone, it was gone when it was first seen so. */
  private static Lease gone(Lease lease, Instant at) {
    Instant end =
        lease.phase() instanceof LeasePhase.Ending ending ? ending.absentSince().orElse(at) : at;
    return meter(lease, m -> m.ended(end))
        .in(lease.instance().<LeasePhase>map(LeasePhase.Gone::new).orElse(lease.phase()));
  }

  private static Lease meter(Lease lease, UnaryOperator<Meter> change) {
    return lease.meter().map(m -> lease.metered(change.apply(m))).orElse(lease);
  }
}
