package dev.sortie.engine.lease;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Opens leases, takes up those that an earlier life opened, and keeps the handles. */
public final class LeaseDesk implements AutoCloseable {
  private final Drives drives;
  private final LeaseWorld world;
  private final Claims claims;
  private final History history;
  private final String us;
  private final Map<LeaseId, Drive<Lease, LeaseSignal>> leases = new ConcurrentHashMap<>();
  private final Map<LeaseId, RunId> runs = new ConcurrentHashMap<>();
  private final Endings endings = new Endings();

  /**
   * @param history what the runs of those leases tell of them
   * @param us this process, for the journals of those that it takes up
   */
  public LeaseDesk(Drives drives, LeaseWorld world, Claims claims, History history, String us) {
    this.drives = drives;
    this.world = world;
    this.claims = claims;
    this.history = history;
    this.us = us;
  }

  /**
   * Begins a new rental; one that this process has begun already goes on as it is.
   *
   * @throws FencedException when the lease or its run is another process' now
   */
  public LeaseHandle open(
      LeaseTerms terms, Function<LeaseTerms, RentRequest> request, Listener listener) {
    Optional<LeaseHandle> begun = find(terms.id());
    if (begun.isPresent()) {
      return begun.get();
    }
    // Before the lease has terms of its own in the journal.
    runs.put(terms.id(), new RunId(terms.run()));
    AggregateId run = new AggregateId(AggregateId.Kind.RUN, terms.run());
    return new Handle(begin(terms.id(), request, listener, new LeaseSignal.Open(terms), run));
  }

  /**
   * Takes up a lease from the journal.
   *
   * @throws FencedException when another process drives it
   */
  public LeaseHandle take(LeaseId lease, Listener listener) {
    return new Handle(takeUp(lease, listener, new LeaseSignal.Resumed(us)));
  }

  /**
   * Takes up a lease that its run has left behind, to end it.
   *
   * @throws FencedException when another process drives it
   */
  public void inherit(LeaseId lease, Listener listener) {
    endings.begun(lease, takeUp(lease, listener, new LeaseSignal.Resumed(us)));
  }

  /** Another process drives it now. */
  public void forget(LeaseId lease) {
    Optional.ofNullable(leases.remove(lease)).ifPresent(Drive::stop);
    claims.release(id(lease));
  }

  /** Those of a run that this process has begun or taken up. */
  public List<LeaseId> of(RunId run) {
    return leases.keySet().stream().filter(id -> runOf(id).equals(Optional.of(run))).toList();
  }

  /** The run of a lease that this process has begun or taken up. */
  public Optional<RunId> runOf(LeaseId lease) {
    return Optional.ofNullable(runs.get(lease))
        .or(() ->
            Optional.ofNullable(leases.get(lease))
                .flatMap(drive -> drive.state().terms())
                .filter(terms -> RunId.isOne(terms.run()))
                .map(terms -> new RunId(terms.run())));
  }

  /**
   * A lease that was over is taken up again, to end the instance that is there all the same.
   *
   * @return empty when another process is at it
   */
  public Optional<LeaseHandle> reopen(LeaseId lease, Instance instance, Listener listener) {
    return unlessFenced(lease, listener, new LeaseSignal.Found(instance));
  }

  /**
   * A lease for nothing but the end of an instance that no other lease stands for.
   *
   * @return empty when another process is at it
   */
  public Optional<LeaseHandle> adopt(
      LeaseTerms terms, Instance instance, Instant since, Listener listener) {
    LeaseSignal found = new LeaseSignal.FoundStray(terms, instance, since);
    return unlessFenced(terms.id(), listener, found);
  }

  private Optional<LeaseHandle> unlessFenced(LeaseId lease, Listener listener, LeaseSignal first) {
    Drive<Lease, LeaseSignal> known = leases.get(lease);
    if (known != null && !known.state().isClosed()) {
      return Optional.of(new Handle(known));
    }
    if (known != null && !known.isOver()) {
      // Its end waits for a journal that cannot be written: no other drive can know of it.
      known.send(first);
      return Optional.of(new Handle(known));
    }
    try {
      Drive<Lease, LeaseSignal> drive = takeUp(lease, listener, first);
      endings.begun(lease, drive);
      return Optional.of(new Handle(drive));
    } catch (FencedException _) {
      return Optional.empty();
    }
  }

  /**
   * A walk of the listing for all leases at once: those that are being ended and had seen their
   * instance absent hear that it is there all the same.
   *
   * @param asked when the walk began, {@code answered} when it was over
   */
  public void listed(Inventory.Complete listing, Instant asked, Instant answered) {
    Set<InstanceId> shown =
        listing.instances().stream().map(Instance::id).collect(Collectors.toSet());
    leases.values().stream()
        .filter(drive -> drive.state().phase() instanceof LeasePhase.Ending)
        .filter(drive -> drive.state().instance().filter(shown::contains).isPresent())
        .forEach(drive -> drive.send(new LeaseSignal.Listed(listing, asked, answered)));
  }

  /** Whether this process is ending what it found on the market. */
  public boolean isEnding() {
    return endings.isAny();
  }

  /**
   * Who has begun to end what was found on the market stays until it is proven gone (law 5).
   *
   * @return what was not proven gone in time
   */
  public List<LeaseId> awaitEnds(Duration atMost) throws InterruptedException {
    return endings.await(atMost);
  }

  /**
   * Waits until what this process knows of a lease stands in the journal, or another process has
   * it.
   *
   * @return whether that came to pass in time
   */
  public boolean awaitWritten(LeaseId lease, Duration atMost) throws InterruptedException {
    Drive<Lease, LeaseSignal> drive = leases.get(lease);
    try {
      return drive == null || drive.awaitWritten(atMost);
    } catch (FencedException _) {
      return true;
    }
  }

  /** Leases whose intent is not in the journal yet. */
  public int beginning() {
    return (int)
        leases.values().stream()
            .filter(drive -> drive.state().phase() instanceof LeasePhase.Unopened)
            .count();
  }

  public Optional<LeaseHandle> find(LeaseId lease) {
    return Optional.ofNullable(leases.get(lease)).map(Handle::new);
  }

  /** A lease that is over as far as this process knows, whatever the journal shows by now. */
  public Optional<Lease> closed(LeaseId lease) {
    return Optional.ofNullable(leases.get(lease)).map(Drive::state).filter(Lease::isClosed);
  }

  /** Takes down the traffic of a lease as counted up to now. */
  public void measure(LeaseId lease) {
    world.traffic(lease).ifPresent(total -> measured(lease, total));
  }

  /** Takes down that at least this much went over the wire; a lease we do not drive ignores it. */
  public void measured(LeaseId lease, Traffic total) {
    Optional.ofNullable(leases.get(lease))
        .ifPresent(drive -> drive.send(new LeaseSignal.TrafficMeasured(total)));
  }

  @Override
  public void close() {
    leases.values().forEach(Drive::stop);
  }

  private Drive<Lease, LeaseSignal> takeUp(LeaseId lease, Listener listener, LeaseSignal first) {
    return begin(lease, LeaseDesk::neverAgain, listener, first, id(lease));
  }

  private Drive<Lease, LeaseSignal> begin(
      LeaseId lease,
      Function<LeaseTerms, RentRequest> request,
      Listener listener,
      LeaseSignal first,
      AggregateId onBehalf) {
    AggregateId id = id(lease);
    if (!claims.take(id)) {
      throw new FencedException(id);
    }
    // Asked after the lease was taken: whoever takes a run over takes its leases before it looks
    // whether they were opened, so one of the two always sees the other.
    if (!claims.isOurs(onBehalf)) {
      claims.release(id);
      throw new FencedException(onBehalf);
    }
    Drive<Lease, LeaseSignal> drive =
        drives.<Lease, LeaseEvent, LeaseSignal, LeaseAction>drive(
            id,
            LeaseEvent.class,
            new LeaseMachine(),
            world.performer(lease, request),
            untilItEnds(id, listener));
    Traffic moved = start(lease, drive);
    drive.send(first);
    if (!moved.equals(Traffic.NONE)) {
      drive.send(new LeaseSignal.TrafficMeasured(moved));
    }
    return drive;
  }

  /**
   * Whoever drove it may have died after its run took down what was moved, and before the lease did
   * (law 10): nobody drives a lease who was not told.
   *
   * @return what the facts of its run tell
   */
  private Traffic start(LeaseId lease, Drive<Lease, LeaseSignal> drive) {
    leases.put(lease, drive);
    try {
      drive.start();
      return history.moved(lease);
    } catch (TroubleException e) {
      // What cannot be read now is to be had again, by us as by any other.
      forget(lease);
      throw e;
    }
  }

  /** What is over is nobody's any more. */
  private Listener untilItEnds(AggregateId id, Listener listener) {
    return new Listener() {
      @Override
      public void fact(Entry entry) {
        listener.fact(entry);
      }

      @Override
      public void stands(Entry entry) {
        if (entry.fact().ends()) {
          claims.release(id);
        }
        listener.stands(entry);
      }

      @Override
      public void journalRefuses(Trouble trouble, int waiting) {
        listener.journalRefuses(trouble, waiting);
      }

      @Override
      public void journalWorksAgain(int late) {
        listener.journalWorksAgain(late);
      }

      @Override
      public void dropped(int facts) {
        listener.dropped(facts);
      }
    };
  }

  private static AggregateId id(LeaseId lease) {
    return new AggregateId(AggregateId.Kind.LEASE, lease.value());
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
