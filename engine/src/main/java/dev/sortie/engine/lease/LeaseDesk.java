package dev.sortie.engine.lease;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.RentRequest;
import dev.sortie.engine.actor.Actor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens leases, takes up those that an earlier life opened, and keeps the handles. */
public final class LeaseDesk implements AutoCloseable {
  private final Market market;
  private final Journal journal;
  private final InstantSource clock;
  private final Connections connections;
  private final Map<LeaseId, Actor<Lease, LeaseEvent, LeaseSignal, LeaseAction>> actors =
      new ConcurrentHashMap<>();

  public LeaseDesk(Market market, Journal journal, InstantSource clock, Connections connections) {
    this.market = market;
    this.journal = journal;
    this.clock = clock;
    this.connections = connections;
  }

  /** Begins a new rental. */
  public LeaseHandle open(
      LeaseTerms terms, Function<LeaseTerms, RentRequest> request, Actor.Listener listener) {
    var actor = actor(terms.id(), request, listener);
    actor.start();
    actor.send(new LeaseSignal.Open(terms));
    return new Handle(actor);
  }

  /** Takes up a lease from the journal. */
  public LeaseHandle take(LeaseId lease, Actor.Listener listener) {
    var actor = actor(lease, LeaseDesk::neverAgain, listener);
    actor.start();
    actor.send(new LeaseSignal.Resumed());
    return new Handle(actor);
  }

  public Optional<LeaseHandle> find(LeaseId lease) {
    return Optional.ofNullable(actors.get(lease)).map(Handle::new);
  }

  /** Takes down the traffic of a lease as counted up to now. */
  public void measure(LeaseId lease) {
    connections
        .traffic(lease)
        .ifPresent(total ->
            Optional.ofNullable(actors.get(lease))
                .ifPresent(a -> a.send(new LeaseSignal.TrafficMeasured(total))));
  }

  @Override
  public void close() {
    actors.values().forEach(Actor::stop);
  }

  private Actor<Lease, LeaseEvent, LeaseSignal, LeaseAction> actor(
      LeaseId lease, Function<LeaseTerms, RentRequest> request, Actor.Listener listener) {
    AggregateId id = new AggregateId(AggregateId.Kind.LEASE, lease.value());
    LeaseEffects effects = new LeaseEffects(lease, market, connections, request);
    var actor =
        new Actor<>(id, LeaseEvent.class, new LeaseMachine(), journal, clock, effects, listener);
    actors.put(lease, actor);
    return actor;
  }

  private static RentRequest neverAgain(LeaseTerms terms) {
    throw new IllegalStateException(
        "a lease that was taken up is never rented again: " + terms.id());
  }

  private record Handle(Actor<Lease, LeaseEvent, LeaseSignal, LeaseAction> actor)
      implements LeaseHandle {
    @Override
    public Lease state() {
      return actor.state();
    }

    @Override
    public void end(EndReason reason) {
      actor.send(new LeaseSignal.EndRequested(reason));
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      return actor.awaitClosed(atMost);
    }
  }
}
