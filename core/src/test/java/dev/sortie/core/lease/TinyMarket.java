package dev.sortie.core.lease;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.samples.Dice;
import dev.sortie.core.samples.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One offer, at most one instance of it, and every way a market can mislead: lost answers, calls
 * that do nothing, instances that show up late, linger or come back.
 */
final class TinyMarket {
  private static final MarketProblem SILENCE = new MarketProblem.NoAnswer("reset");
  private static final InstanceId ID = new InstanceId(7001);
  private static final Instance STRANGERS =
      Samples.instance(1, InstanceState.RUNNING, "", "sortie-other-lease001");

  private final Dice dice;
  private final double badness;
  private Optional<Instant> visibleFrom = Optional.empty();
  private Optional<Instant> runsFrom = Optional.empty();
  private Optional<Instant> hiddenUntil = Optional.empty();
  private Optional<Instant> diesAt = Optional.empty();
  private final boolean hasStranger;
  int creates;
  int touchedStrangers;
  boolean healthy;

  TinyMarket(Dice dice) {
    this.dice = dice;
    this.badness = dice.oneOf(List.of(0.0, 0.1, 0.5));
    this.hasStranger = dice.chance(0.5);
  }

  /** What stands on the market, whatever it says. */
  boolean holdsOurs(Instant now) {
    return visibleFrom.isPresent() && diesAt.filter(at -> !now.isBefore(at)).isEmpty();
  }

  LeaseSignal perform(LeaseAction action, Instant now) {
    return switch (action) {
      case LeaseAction.Rent _ -> new LeaseSignal.RentAnswered(rent(now));
      case LeaseAction.TakeInventory _ -> new LeaseSignal.Listed(list(now), now, now);
      case LeaseAction.Look(var id) ->
          new LeaseSignal.Looked(id, look(id, now), now, Optional.empty(), Optional.of(now));
      case LeaseAction.Probe _ ->
          fails() || !isRunning(now)
              ? new LeaseSignal.ProbeFailed(new RemoteProblem.Unreachable("no"), now)
              : new LeaseSignal.ProbeAnswered(Story.KEY, Story.ADDRESS);
      case LeaseAction.Renew _ -> renew(now);
      case LeaseAction.HoldEnd(_, var deadline) ->
          new LeaseSignal.EndHeld(
              fails() ? new HeldEnd.Unclear(SILENCE) : new HeldEnd.Held(deadline.plusSeconds(120)),
              deadline);
      case LeaseAction.ReleaseEnd _ ->
          new LeaseSignal.EndReleased(
              fails() ? new ReleasedEnd.Failed(SILENCE) : new ReleasedEnd.Released());
      case LeaseAction.Destroy(var own) -> {
        touchedStrangers += own.id().equals(ID) ? 0 : 1;
        yield new LeaseSignal.DestroyAnswered(destroy(now), now);
      }
    };
  }

  private LeaseSignal renew(Instant now) {
    if (fails() || !isRunning(now)) {
      return new LeaseSignal.GuardUnreachable(new RemoteProblem.Dropped("reset"), now);
    }
    boolean dead = dice.chance(badness / 10);
    return new LeaseSignal.GuardAnswered(
        new GuardReport(!dead, !dead, dead ? "no process" : "alive", Optional.empty()));
  }

  private RentOutcome rent(Instant now) {
    creates++;
    if (dice.chance(0.15)) {
      return new RentOutcome.OfferGone("no_such_ask");
    }
    if (fails() && dice.chance(0.5)) {
      return new RentOutcome.Unclear(SILENCE);
    }
    boolean lost = fails();
    boolean misnamed = hasStranger && dice.chance(0.1);
    if (misnamed && dice.chance(0.5)) {
      return new RentOutcome.Rented(STRANGERS.id());
    }
    // Late ones were seen after 30 s; what was answered is known a moment later.
    visibleFrom = Optional.of(now.plus(dice.seconds(0, lost ? 30 : 3)));
    runsFrom = visibleFrom.map(at -> at.plus(dice.seconds(1, dice.chance(0.1) ? 5000 : 200)));
    if (lost) {
      return dice.chance(0.3)
          ? new RentOutcome.Refused(new MarketProblem.Refused("bid", "too low"), Optional.of(ID))
          : new RentOutcome.Unclear(SILENCE);
    }
    return new RentOutcome.Rented(misnamed ? STRANGERS.id() : ID);
  }

  private DestroyOutcome destroy(Instant now) {
    if (fails()) {
      if (dice.chance(0.5)) {
        remove(now);
      }
      return new DestroyOutcome.Failed(SILENCE);
    }
    if (!isVisible(now)) {
      return new DestroyOutcome.NotThere();
    }
    if (fails()) {
      // Accepted, hidden, and back again: it was never destroyed.
      hiddenUntil = Optional.of(now.plus(dice.seconds(1, 10)));
      return new DestroyOutcome.Accepted();
    }
    remove(now);
    return new DestroyOutcome.Accepted();
  }

  private void remove(Instant now) {
    if (isVisible(now)) {
      diesAt = Optional.of(now.plus(dice.seconds(0, 6)));
    }
  }

  private Sighting look(InstanceId id, Instant now) {
    if (fails()) {
      return new Sighting.Unknown(SILENCE);
    }
    if (id.equals(STRANGERS.id())) {
      return new Sighting.Present(STRANGERS);
    }
    return isVisible(now) ? new Sighting.Present(ours(now)) : new Sighting.Absent();
  }

  private Inventory list(Instant now) {
    if (fails()) {
      return new Inventory.Unknown(SILENCE);
    }
    List<Instance> others = hasStranger ? List.of(STRANGERS) : List.of();
    return new Inventory.Complete(
        isVisible(now)
            ? Stream.concat(others.stream(), List.of(ours(now)).stream()).toList()
            : others);
  }

  private Instance ours(Instant now) {
    InstanceState state = isRunning(now) ? InstanceState.RUNNING : InstanceState.LOADING;
    boolean odd = fails() && dice.chance(0.2);
    return Samples.instance(
        ID.value(),
        odd ? dice.oneOf(List.of(InstanceState.values())) : state,
        odd ? "Error response from daemon" : "",
        Samples.terms().label().toString());
  }

  private boolean isVisible(Instant now) {
    return holdsOurs(now)
        && visibleFrom.filter(at -> !now.isBefore(at)).isPresent()
        && hiddenUntil.filter(now::isBefore).isEmpty();
  }

  private boolean isRunning(Instant now) {
    return isVisible(now) && runsFrom.filter(at -> !now.isBefore(at)).isPresent();
  }

  private boolean fails() {
    return !healthy && dice.chance(badness);
  }
}
