package dev.sortie.engine.lease;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.RentRequest;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.actor.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens leases, takes up those that an earlier life opened, and keeps the handles. */
public final class LeaseDesk implements AutoCloseable {
  private final Drives drives;
  private final LeaseWorld world;
  private final Map<LeaseId, Drive<Lease, LeaseSignal>> leases = new ConcurrentHashMap<>();

  public LeaseDesk(Drives drives, LeaseWorld world) {
    this.drives = drives;
    this.world = world;
  }

  /** Begins a new rental; one that this process has begun already goes on as it is. */
  public LeaseHandle open(
      LeaseTerms terms, Function<LeaseTerms, RentRequest> request, Listener listener) {
    Optional<LeaseHandle> begun = find(terms.id());
    return begun.isPresent()
        ? begun.get()
        : begin(terms.id(), request, listener, new LeaseSignal.Open(terms));
  }

  /** Takes up a lease from the journal. */
  public LeaseHandle take(LeaseId lease, Listener listener) {
    return begin(lease, LeaseDesk::neverAgain, listener, new LeaseSignal.Resumed());
  }

  /** A lease that was over is taken up again, to end the instance that is there all the same. */
  public Optional<LeaseHandle> reopen(LeaseId lease, InstanceId instance, Listener listener) {
    return Optional.of(
        begin(lease, LeaseDesk::neverAgain, listener, new LeaseSignal.Found(instance)));
  }

  /** A lease for nothing but the end of an instance that no other lease stands for. */
  public Optional<LeaseHandle> adopt(
      LeaseTerms terms, InstanceId instance, Instant since, Listener listener) {
    LeaseSignal found = new LeaseSignal.FoundStray(terms, instance, since);
    return Optional.of(begin(terms.id(), LeaseDesk::neverAgain, listener, found));
  }

  public Optional<LeaseHandle> find(LeaseId lease) {
    return Optional.ofNullable(leases.get(lease)).map(Handle::new);
  }

  /** Takes down the traffic of a lease as counted up to now. */
  public void measure(LeaseId lease) {
    world
        .traffic(lease)
        .ifPresent(total ->
            Optional.ofNullable(leases.get(lease))
                .ifPresent(drive -> drive.send(new LeaseSignal.TrafficMeasured(total))));
  }

  @Override
  public void close() {
    leases.values().forEach(Drive::stop);
  }

  private LeaseHandle begin(
      LeaseId lease,
      Function<LeaseTerms, RentRequest> request,
      Listener listener,
      LeaseSignal first) {
    AggregateId id = new AggregateId(AggregateId.Kind.LEASE, lease.value());
    Drive<Lease, LeaseSignal> drive =
        drives.<Lease, LeaseEvent, LeaseSignal, LeaseAction>drive(
            id, LeaseEvent.class, new LeaseMachine(), world.performer(lease, request), listener);
    leases.put(lease, drive);
    drive.start();
    drive.send(first);
    return new Handle(drive);
  }

  private static RentRequest neverAgain(LeaseTerms terms) {
    throw new IllegalStateException(
        "a lease that was taken up is never rented again: " + terms.id());
  }

  private record Handle(Drive<Lease, LeaseSignal> drive) implements LeaseHandle {
    @Override
    public Lease state() {
      return drive.state();
    }

    @Override
    public void end(EndReason reason) {
      drive.send(new LeaseSignal.EndRequested(reason));
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      return drive.awaitClosed(atMost);
    }
  }
}
