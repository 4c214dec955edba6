package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.machine.StateMachine;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The life of a rental: intent, rent, boot, up, end, proven gone. Pure. */
public final class LeaseMachine
    implements StateMachine<Lease, LeaseEvent, LeaseSignal, LeaseAction> {
  private static final Duration BOOT_LOOK = Duration.ofSeconds(3);
  private static final Duration LOOK_UP = Duration.ofSeconds(5);
  private static final Duration END_LOOK = Duration.ofSeconds(2);

  @Override
  public Lease initial() {
    return Lease.UNOPENED;
  }

  @Override
  public Decision<LeaseEvent, LeaseAction> decide(Lease lease, LeaseSignal signal, Instant now) {
    return switch (signal) {
      case LeaseSignal.TrafficMeasured(var total) -> Metering.count(lease, total);
      // A machine on its way out has counted too.
      case LeaseSignal.GuardAnswered(var report) ->
          inPhase(lease, signal, now)
              .and(Metering.count(lease, report.traffic().orElse(Traffic.NONE)));
      case LeaseSignal.EndHeld answer -> MarketEnds.answered(lease, answer);
      case LeaseSignal.EndReleased answer -> MarketEnds.released(lease, answer);
      case LeaseSignal.EndRequested(var reason) -> Ends.want(lease, reason);
      case LeaseSignal.Found(var instance) -> Strays.found(lease, instance);
      case LeaseSignal.FoundStray stray -> Strays.adopt(lease, stray);
      case LeaseSignal.Resumed(var by) -> adopted(lease, by).and(inPhase(lease, signal, now));
      case LeaseSignal.Open _,
          LeaseSignal.Tick _,
          LeaseSignal.RentAnswered _,
          LeaseSignal.Listed _,
          LeaseSignal.Looked _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.ProbeFailed _,
          LeaseSignal.GuardUnreachable _,
          LeaseSignal.DestroyAnswered _ ->
          inPhase(lease, signal, now);
    };
  }

  private static Decision<LeaseEvent, LeaseAction> inPhase(
      Lease lease, LeaseSignal heard, Instant now) {
    if (isOfAnother(lease, heard)) {
      return Decision.nothing();
    }
    LeaseSignal signal = Ownership.plain(heard);
    return switch (lease.phase()) {
      case LeasePhase.Unopened _ -> open(signal);
      case LeasePhase.Renting _ -> Rents.decide(lease, again(signal));
      case LeasePhase.LookingUp looking -> Rents.lookUp(lease, looking, again(signal));
      case LeasePhase.Booting booting ->
          lease.own().isPresent()
              ? Boots.decide(lease, booting, again(signal), now)
              : Ownership.booting(lease, booting, again(signal), now);
      case LeasePhase.Up up -> Ups.decide(lease, up, again(signal), now);
      case LeasePhase.Ending ending ->
          lease.own().isPresent()
              ? Ends.decide(lease, ending, again(signal), now)
              : Ownership.ending(lease, ending, again(signal), now);
      case LeasePhase.Gone _, LeasePhase.NotRented _ -> Decision.nothing();
    };
  }

  /** A look at an instance that was named first, and that the lease does not stand for any more. */
  private static boolean isOfAnother(Lease lease, LeaseSignal signal) {
    return signal instanceof LeaseSignal.Looked looked
        && lease.instance().filter(id -> !id.equals(looked.instance())).isPresent();
  }

  /** A fact before all others: it keeps whoever drove it before from writing (law 9). */
  private static Decision<LeaseEvent, LeaseAction> adopted(Lease lease, String by) {
    boolean lives = !lease.isClosed() && !(lease.phase() instanceof LeasePhase.Unopened);
    return lives && !by.isEmpty() ? Decision.note(new LeaseEvent.Adopted(by)) : Decision.nothing();
  }

  private static Decision<LeaseEvent, LeaseAction> open(LeaseSignal signal) {
    return signal instanceof LeaseSignal.Open(var terms)
        ? new Decision<>(
            List.of(new LeaseEvent.Intended(terms)), List.of(new LeaseAction.Rent(terms)))
        : Decision.nothing();
  }

  /** To open what is open already is to take it up: it never leads to a second create call. */
  private static LeaseSignal again(LeaseSignal signal) {
    return signal instanceof LeaseSignal.Open ? new LeaseSignal.Resumed() : signal;
  }

  @Override
  public Lease evolve(Lease lease, LeaseEvent event, Instant at) {
    return Folding.evolve(lease, event, at);
  }

  @Override
  public Optional<Instant> wakeAt(Lease lease, Instant now) {
    return switch (lease.phase()) {
      case LeasePhase.Booting _ -> Optional.of(now.plus(BOOT_LOOK));
      case LeasePhase.LookingUp _ -> Optional.of(now.plus(LOOK_UP));
      case LeasePhase.Up up ->
          Optional.of(soonest(now.plus(upLook(lease, up)), lease.deadline(), now));
      case LeasePhase.Ending ending ->
          Optional.of(
              soonest(
                  now.plus(END_LOOK), Ends.settlesAt(lease, ending).filter(now::isBefore), now));
      case LeasePhase.Unopened _, LeasePhase.Renting _, LeasePhase.Gone _, LeasePhase.NotRented _ ->
          Optional.empty();
    };
  }

  /** While the guard is not proven it is asked more often. */
  private static Duration upLook(Lease lease, LeasePhase.Up up) {
    GuardWatch watch = up.guard();
    boolean unsure = watch.provenAt().isEmpty() || watch.doubtedAt().isPresent();
    boolean waits = lease.openedTerms().guard().isPresent() && unsure;
    return waits
        ? BOOT_LOOK
        : Budget.countEvery(lease.openedTerms().cap(), lease.openedTerms().rates());
  }

  private static Instant soonest(Instant look, Optional<Instant> deadline, Instant now) {
    // One that has passed wakes at once.
    Instant soon = now.plusMillis(1);
    return deadline
        .filter(end -> end.isBefore(look))
        .map(end -> end.isBefore(soon) ? soon : end)
        .orElse(look);
  }

  @Override
  public LeaseSignal tick() {
    return new LeaseSignal.Tick();
  }

  @Override
  public LeaseSignal resumed() {
    return new LeaseSignal.Resumed();
  }

  @Override
  public boolean isClosed(Lease lease) {
    return lease.isClosed();
  }

  @Override
  public boolean isBinding(LeaseAction action) {
    return switch (action) {
      case LeaseAction.Rent _ -> true;
      case LeaseAction.TakeInventory _,
          LeaseAction.Look _,
          LeaseAction.Probe _,
          LeaseAction.Renew _,
          LeaseAction.HoldEnd _,
          LeaseAction.ReleaseEnd _,
          LeaseAction.Destroy _ ->
          false;
    };
  }
}
