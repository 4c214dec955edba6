package dev.sortie.engine.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunMachine;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.EngineParts;
import dev.sortie.engine.actor.Actor;
import dev.sortie.engine.actor.PatientJournal;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Drives one run: its actor, its leases, and the news between them. */
public final class RunDriver implements RunHandle, LeaseControl {
  private final EngineParts parts;
  private final RunPlan plan;
  private final long account;
  private final LeaseDesk desk;
  private final Connections connections;
  private final Watcher watcher;
  private final Map<LeaseId, LeaseHandle> leases = new ConcurrentHashMap<>();
  private final Actor<Run, RunEvent, RunSignal, RunAction> actor;

  /**
   * @param account the market account that pays, for the journal (law 3)
   */
  public RunDriver(
      EngineParts parts,
      RunPlan plan,
      long account,
      LeaseDesk desk,
      Connections connections,
      Watcher watcher) {
    this.parts = parts;
    this.plan = plan;
    this.account = account;
    this.desk = desk;
    this.connections = connections;
    this.watcher = watcher;
    Errands errands =
        new Errands(
            plan,
            parts.stateFolder(),
            parts.secrets(),
            parts.connectionPatience(),
            watcher,
            this::host);
    this.actor =
        new Actor<>(
            new AggregateId(AggregateId.Kind.RUN, plan.id().value()),
            RunEvent.class,
            new RunMachine(),
            new PatientJournal(parts.journal(), watcher::remark),
            parts.clock(),
            new RunEffects(errands, this),
            new Ears(watcher::fact, watcher));
  }

  @Override
  public void begin() {
    actor.send(new RunSignal.Open(plan));
    actor.start();
  }

  /** The same run, which begins by going on where the journal stops. */
  public RunHandle succeeding(History history) {
    return new Successor(this, history);
  }

  private void goOn(History history) {
    Run run = history.run(plan.id()).orElseThrow();
    Succession.signals(run, history::lease, lease -> takeUp(lease, history), parts.clock().instant())
        .forEach(actor::send);
    actor.start();
  }

  private void takeUp(LeaseId id, History history) {
    // The first errand needs an address, and must not wait for the lease's own first look.
    history
        .lease(id)
        .flatMap(Lease::instance)
        .map(parts.market()::look)
        .ifPresent(sighting -> {
          if (sighting instanceof Sighting.Present(var seen)) {
            connections.heard(id, seen.ssh());
          }
        });
    leases.put(id, desk.take(id, entry -> news(id, entry)));
  }

  private record Successor(RunDriver driver, History history) implements RunHandle {
    @Override
    public Run state() {
      return driver.state();
    }

    @Override
    public void begin() {
      driver.goOn(history);
    }

    @Override
    public Cost cost() {
      return driver.cost();
    }

    @Override
    public void stop(Cause cause, String said) {
      driver.stop(cause, said);
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      return driver.await(atMost);
    }
  }

  @Override
  public Run state() {
    return actor.state();
  }

  @Override
  public Cost cost() {
    Instant now = parts.clock().instant();
    return leases.values().stream()
        .map(lease -> lease.state().costAt(now))
        .reduce(Cost.ZERO, Cost::plus);
  }

  @Override
  public void stop(Cause cause, String said) {
    actor.send(new RunSignal.StopRequested(cause, said));
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    return actor.awaitClosed(atMost);
  }

  @Override
  public void open(LeaseId lease, int which, Duration life) {
    Candidate candidate = plan.candidates().get(which);
    LeaseTerms terms =
        new LeaseTerms(
            lease,
            new Label(parts.controller(), lease.value()),
            plan.id().value(),
            candidate.offer().id(),
            candidate.offer().machine(),
            candidate.offer().gpu(),
            candidate.offer().location(),
            candidate.rates(),
            plan.recipe().hardware().diskGigabytes(),
            plan.recipe().image(),
            parts.market().endpoint(),
            account,
            life,
            Patience.USUAL);
    RentRequests requests = new RentRequests(plan.recipe(), parts.imageLogin());
    leases.put(
        lease, desk.open(terms, requests::of, new Ears(entry -> news(lease, entry), watcher)));
  }

  @Override
  public void end(LeaseId lease, EndReason reason) {
    LeaseHandle handle = leases.get(lease);
    if (handle != null) {
      handle.end(reason);
    }
  }

  @Override
  public void measure(LeaseId lease) {
    desk.measure(lease);
  }

  private RemoteHost host(LeaseId lease) {
    LeaseHandle handle = leases.get(lease);
    if (handle == null) {
      throw new IllegalStateException("this run has no lease " + lease);
    }
    return connections.connect(lease, handle.state());
  }

  private void news(LeaseId lease, Entry entry) {
    watcher.fact(entry);
    if (entry.fact() instanceof LeaseEvent event) {
      LeaseHandle handle = leases.get(lease);
      Usd spent = handle == null ? Usd.ZERO : handle.state().costAt(entry.at()).total();
      LeaseNews.of(lease, event, spent).forEach(actor::send);
    }
  }

  private record Ears(Consumer<Entry> facts, Watcher watcher) implements Actor.Listener {
    @Override
    public void fact(Entry entry) {
      facts.accept(entry);
    }

    @Override
    public void journalRefuses(Trouble trouble) {
      watcher.remark(
          trouble.cause().code()
              + " the journal cannot be written, trying again: "
              + trouble.happened());
    }
  }
}
