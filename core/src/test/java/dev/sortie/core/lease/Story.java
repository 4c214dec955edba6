package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells a lease one signal after another on a clock of its own and keeps what came of it. */
final class Story {
  static final InstanceId ID = new InstanceId(30_000_001);
  static final OwnInstance OWN = OwnInstance.recorded(ID, Samples.terms().label());
  static final LeaseAction DESTROY = new LeaseAction.Destroy(OWN);
  static final MarketProblem SILENCE = new MarketProblem.NoAnswer("connection reset");
  static final HostKey KEY = new HostKey("SHA256:abc");
  static final SshAddress ADDRESS = new SshAddress("203.0.113.10", 33526);

  static final Login LOGIN = new Login(KEY, ADDRESS, Traffic.NONE);

  final LeaseMachine machine = new LeaseMachine();
  final List<LeaseEvent> facts = new ArrayList<>();
  final List<LeaseAction> actions = new ArrayList<>();
  Lease lease = machine.initial();
  Instant now = Samples.NOON;
  private Optional<Instant> shown = Optional.empty();
  Decision<LeaseEvent, LeaseAction> last = Decision.nothing();

  Story send(LeaseSignal signal) {
    last = machine.decide(lease, signal, now);
    for (LeaseEvent fact : last.facts()) {
      lease = machine.evolve(lease, fact, now);
    }
    facts.addAll(last.facts());
    actions.addAll(last.actions());
    return this;
  }

  Story after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Story after(int seconds) {
    return after(Duration.ofSeconds(seconds));
  }

  Story tick() {
    return send(new LeaseSignal.Tick());
  }

  /** Somebody has looked all the while. */
  Story looked(Sighting sighting) {
    Optional<Instant> before = shown;
    if (sighting instanceof Sighting.Present) {
      shown = Optional.of(now);
    }
    return send(new LeaseSignal.Looked(ID, sighting, now, before, Optional.of(now)));
  }

  Story saw(InstanceState state) {
    return saw(state, "");
  }

  Story saw(InstanceState state, String message) {
    return looked(
        new Sighting.Present(
            Samples.instance(ID.value(), state, message, Samples.terms().label().toString())));
  }

  Story absent() {
    return looked(new Sighting.Absent());
  }

  /** The answer, that it is absent, to a look that was asked for so many seconds ago. */
  Story absentLate(int seconds) {
    return send(
        new LeaseSignal.Looked(
            ID, new Sighting.Absent(), now.minusSeconds(seconds), shown, Optional.of(now)));
  }

  /** Absent, and for so many seconds nobody has looked. */
  Story absentUnwatched(int seconds) {
    Optional<Instant> previous = Optional.of(now.minusSeconds(seconds));
    return send(new LeaseSignal.Looked(ID, new Sighting.Absent(), now, shown, previous));
  }

  /**
   * @param seconds ago it was asked
   */
  Story probeFailed(int seconds) {
    RemoteProblem problem = new RemoteProblem.KeyRefused("not yet");
    return send(new LeaseSignal.ProbeFailed(problem, now.minusSeconds(seconds)));
  }

  /**
   * @param seconds ago it was asked
   */
  Story guardUnreachable(int seconds) {
    RemoteProblem problem = new RemoteProblem.Dropped("reset");
    return send(new LeaseSignal.GuardUnreachable(problem, now.minusSeconds(seconds)));
  }

  Story listed(Instance... instances) {
    return send(new LeaseSignal.Listed(new Inventory.Complete(List.of(instances)), now, now));
  }

  /** The answer to a walk that began so many seconds ago. */
  Story listedLate(int seconds, Instance... instances) {
    Instant asked = now.minusSeconds(seconds);
    return send(new LeaseSignal.Listed(new Inventory.Complete(List.of(instances)), asked, now));
  }

  /** The answer of so many seconds ago, which had to wait. */
  Story listedAndKept(int seconds, Instance... instances) {
    Instant then = now.minusSeconds(seconds);
    return send(new LeaseSignal.Listed(new Inventory.Complete(List.of(instances)), then, then));
  }

  Story listingFailed() {
    return send(new LeaseSignal.Listed(new Inventory.Unknown(SILENCE), now, now));
  }

  Story answered(RentOutcome outcome) {
    return send(new LeaseSignal.RentAnswered(outcome));
  }

  Story destroyAnswered(DestroyOutcome outcome) {
    return send(new LeaseSignal.DestroyAnswered(outcome, now));
  }

  /** A call that was sent so many seconds ago has come to nothing. */
  Story destroyFailedLate(int seconds) {
    DestroyOutcome failed = new DestroyOutcome.Failed(SILENCE);
    return send(new LeaseSignal.DestroyAnswered(failed, now.minusSeconds(seconds)));
  }

  Story end() {
    return send(new LeaseSignal.EndRequested(new EndReason(EndReason.Kind.ASKED, "stop")));
  }

  static Story unopened() {
    return new Story();
  }

  static Story renting() {
    return renting(Samples.terms());
  }

  static Story renting(LeaseTerms terms) {
    return unopened().send(new LeaseSignal.Open(terms));
  }

  static Story lookingUp() {
    return renting().answered(new RentOutcome.Unclear(SILENCE));
  }

  /** The market has named an instance; nobody has seen whose it is. */
  static Story named() {
    return renting().answered(new RentOutcome.Rented(ID));
  }

  /** Seen with our label, before it had a state. */
  static Story booting() {
    return named().saw(InstanceState.PROVISIONING);
  }

  /** A row that shows our label. */
  static Instance row(InstanceId id) {
    return Samples.instance(
        id.value(), InstanceState.RUNNING, "", Samples.terms().label().toString());
  }

  /** Reachable, its guard not yet proven. */
  static Story unguarded() {
    return booting()
        .after(60)
        .saw(InstanceState.RUNNING)
        .send(new LeaseSignal.ProbeAnswered(KEY, ADDRESS));
  }

  static Story up() {
    return unguarded().guard(true);
  }

  Story guard(boolean proof) {
    return send(
        new LeaseSignal.GuardAnswered(new GuardReport(true, proof, "alive", Optional.empty())));
  }

  static Story ending() {
    return up().end();
  }

  /** Destroyed and seen absent, but not yet for long. */
  static Story absentInEnding() {
    return ending().destroyAnswered(new DestroyOutcome.Accepted()).after(2).absent();
  }

  static Story gone() {
    return absentInEnding().listed().after(Samples.terms().patience().settled()).listed().absent();
  }

  static Story notRented() {
    return renting().answered(new RentOutcome.OfferGone("no_such_ask"));
  }

  /** One story for each phase, and for phases that behave in two ways for each of them. */
  static List<Story> everyPhase() {
    return List.of(
        unopened(),
        renting(),
        renting().end(),
        lookingUp(),
        lookingUp().end(),
        named(),
        named().end(),
        booting(),
        booting().after(20).saw(InstanceState.RUNNING),
        unguarded(),
        up(),
        up().guard(false),
        up().after(15).absent(),
        ending(),
        absentInEnding(),
        gone(),
        notRented());
  }

  /** It runs, at this price an hour. */
  static Sighting priced(double perHour) {
    Instance plain = Samples.instance(ID.value(), InstanceState.RUNNING);
    return new Sighting.Present(
        new Instance(
            plain.id(),
            plain.machine(),
            plain.label(),
            plain.state(),
            plain.intended(),
            plain.message(),
            plain.ssh(),
            plain.ports(),
            plain.publicAddress(),
            plain.gpuName(),
            perHour,
            plain.created(),
            plain.gpuUtilization()));
  }

  private static LeaseSignal inTable(Sighting sighting) {
    return new LeaseSignal.Looked(
        ID, sighting, Samples.NOON, Optional.empty(), Optional.of(Samples.NOON));
  }

  /** One signal of each kind, and of each outcome where a kind has several. */
  static List<LeaseSignal> everySignal() {
    Instance ours = Samples.instance(ID.value(), InstanceState.RUNNING);
    List<LeaseSignal> signals = new ArrayList<>();
    signals.add(new LeaseSignal.Open(Samples.terms()));
    signals.add(new LeaseSignal.Tick());
    signals.add(new LeaseSignal.Resumed());
    signals.add(new LeaseSignal.RentAnswered(new RentOutcome.Rented(ID)));
    signals.add(new LeaseSignal.RentAnswered(new RentOutcome.OfferGone("no_such_ask")));
    signals.add(new LeaseSignal.RentAnswered(new RentOutcome.Unclear(SILENCE)));
    signals.add(new LeaseSignal.RentAnswered(new RentOutcome.Refused(SILENCE, Optional.of(ID))));
    signals.add(
        new LeaseSignal.RentAnswered(
            new RentOutcome.Refused(new MarketProblem.BadKey("no"), Optional.empty())));
    signals.add(
        new LeaseSignal.Listed(new Inventory.Complete(List.of()), Samples.NOON, Samples.NOON));
    signals.add(
        new LeaseSignal.Listed(new Inventory.Complete(List.of(ours)), Samples.NOON, Samples.NOON));
    signals.add(new LeaseSignal.Listed(new Inventory.Unknown(SILENCE), Samples.NOON, Samples.NOON));
    for (InstanceState state : InstanceState.values()) {
      signals.add(inTable(new Sighting.Present(Samples.instance(ID.value(), state))));
    }
    signals.add(inTable(new Sighting.Absent()));
    signals.add(inTable(new Sighting.Unknown(SILENCE)));
    signals.add(new LeaseSignal.ProbeAnswered(KEY, ADDRESS));
    signals.add(new LeaseSignal.ProbeFailed(new RemoteProblem.KeyRefused("not yet"), Samples.NOON));
    for (boolean proof : new boolean[] {true, false}) {
      signals.add(
          new LeaseSignal.GuardAnswered(
              new GuardReport(proof, proof, "said", Optional.of(new Traffic(5, 6)))));
    }
    signals.add(new LeaseSignal.GuardUnreachable(new RemoteProblem.Dropped("reset"), Samples.NOON));
    signals.add(new LeaseSignal.FoundStray(Samples.terms(), row(new InstanceId(99)), Samples.NOON));
    signals.add(new LeaseSignal.TrafficMeasured(new Traffic(1_000, 2_000)));
    signals.add(new LeaseSignal.EndRequested(new EndReason(EndReason.Kind.ASKED, "stop")));
    signals.add(new LeaseSignal.DestroyAnswered(new DestroyOutcome.Accepted(), Samples.NOON));
    signals.add(new LeaseSignal.DestroyAnswered(new DestroyOutcome.NotThere(), Samples.NOON));
    signals.add(new LeaseSignal.DestroyAnswered(new DestroyOutcome.Failed(SILENCE), Samples.NOON));
    return signals;
  }
}
