package dev.sortie.engine.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
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
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Drives one run: its actor, its leases, and the news between them. */
public final class RunDriver implements RunHandle, LeaseControl {
  private final EngineParts parts;
  private final RunPlan plan;
  private final long account;
  private final LeaseDesk desk;
  private final Connections connections;
  private final Watcher watcher;
  private final Set<LeaseId> leases = ConcurrentHashMap.newKeySet();
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
            parts.journal(),
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
    return new Successor(this, () -> goOn(history));
  }

  private void goOn(History history) {
    Run run = history.run(plan.id()).orElseThrow();
    Succession.signals(
            run, history::lease, lease -> takeUp(lease, history), parts.clock().instant())
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
    leases.add(id);
    desk.take(id, new Ears(entry -> news(id, entry), watcher));
  }

  @Override
  public Run state() {
    return actor.state();
  }

  @Override
  public Cost cost() {
    Instant now = parts.clock().instant();
    return leases.stream()
        .flatMap(lease -> desk.find(lease).stream())
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
    leases.add(lease);
    desk.open(terms, requests::of, new Ears(entry -> news(lease, entry), watcher));
  }

  @Override
  public void end(LeaseId lease, EndReason reason) {
    desk.find(lease).ifPresent(handle -> handle.end(reason));
  }

  @Override
  public void measure(LeaseId lease) {
    desk.measure(lease);
  }

  private RemoteHost host(LeaseId lease) {
    LeaseHandle handle =
        desk.find(lease)
            .orElseThrow(() -> new IllegalStateException("this run has no lease " + lease));
    return connections.connect(lease, handle.state());
  }

  /** The run hears of it first: whoever watches may fail. */
  private void news(LeaseId lease, Entry entry) {
    if (entry.fact() instanceof LeaseEvent event) {
      Usd spent =
          desk.find(lease)
              .map(handle -> handle.state().costAt(entry.at()).total())
              .orElse(Usd.ZERO);
      LeaseNews.of(lease, event, spent).forEach(actor::send);
    }
    watcher.fact(entry);
  }
}
