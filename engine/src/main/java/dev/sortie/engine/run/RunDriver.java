package dev.sortie.engine.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunMachine;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.TakenOffers;
import dev.sortie.engine.lease.LeaseHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Drives one run: its own drive, its leases, and the news between them. */
public final class RunDriver implements RunHandle, LeaseControl {
  private static final Duration JOURNAL_PAUSE = Duration.ofSeconds(5);

  private final RunSetting setting;
  private final RunPlan plan;
  private final Watcher watcher;
  private final Set<LeaseId> leases = ConcurrentHashMap.newKeySet();
  private final Set<LeaseId> heldBack = ConcurrentHashMap.newKeySet();
  private final Set<LeaseId> calledOff = ConcurrentHashMap.newKeySet();
  private final Drive<Run, RunSignal> drive;
  private final JournalNews journal;

  /** What leases that were over before this process came have cost. */
  private volatile Map<LeaseId, Traffic> moved = Map.of();

  private volatile Cost before = Cost.ZERO;

  public RunDriver(RunSetting setting, RunPlan plan, Watcher watcher) {
    this.setting = setting;
    this.plan = plan;
    this.watcher = watcher;
    this.journal = new JournalNews(plan.id(), watcher, setting.clock());
    this.drive =
        setting
            .drives()
            .<Run, RunEvent, RunSignal, RunAction>drive(
                new AggregateId(AggregateId.Kind.RUN, plan.id().value()),
                RunEvent.class,
                new RunMachine(),
                setting.runs().performer(plan, this, watcher),
                new Ears(watcher::fact, journal));
  }

  @Override
  public void begin() {
    drive.send(new RunSignal.Open(plan));
    drive.start();
  }

  /** The same run, which begins by going on where the journal stops. */
  public RunHandle succeeding(History history, String by) {
    return beginningBy(() -> goOn(history, by));
  }

  private void goOn(History history, String by) {
    Run run = history.run(plan.id()).orElseThrow();
    before =
        history.leasesOf(plan.id()).stream()
            .flatMap(lease -> history.lease(lease).stream())
            .filter(Lease::isClosed)
            .map(lease -> lease.costAt(setting.clock().instant()))
            .reduce(Cost.ZERO, Cost::plus);
    Succession.signals(
            run, history::lease, lease -> takeUp(lease, history), setting.clock().instant(), by)
        .forEach(drive::send);
    moved = history.moved(plan.id());
    drive.start();
  }

  private void takeUp(LeaseId id, History history) {
    // The first errand needs an address, and must not wait for the lease's own first look.
    history
        .lease(id)
        // One that nobody has proven ours yet has nothing to be asked for.
        .filter(lease -> lease.own().isPresent() || lease.phase() instanceof LeasePhase.Up)
        .flatMap(Lease::instance)
        .ifPresent(instance -> setting.leases().found(id, instance));
    leases.add(id);
    setting.desk().take(id, new Ears(entry -> news(id, entry), journal));
  }

  @Override
  public Run state() {
    return drive.state();
  }

  @Override
  public Cost cost() {
    Instant now = setting.clock().instant();
    return leases.stream()
        .flatMap(lease -> setting.desk().find(lease).stream())
        .map(lease -> lease.state().costAt(now))
        .reduce(before, Cost::plus);
  }

  @Override
  public void stop(Cause cause, String said) {
    drive.send(new RunSignal.StopRequested(cause, said));
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    if (!drive.awaitClosed(atMost)) {
      return false;
    }
    // Facts of its leases may still wait for the journal when its own are written; whoever hears
    // that it is over may end the process (law 9).
    for (LeaseId lease : leases) {
      if (!setting.desk().awaitWritten(lease, Duration.ofNanos(deadline - System.nanoTime()))) {
        return false;
      }
    }
    return true;
  }

  /** One create call of this process after the other, so that each sees those before it. */
  @Override
  public void open(LeaseId lease, int which, Duration life, Usd cap) {
    synchronized (setting.desk()) {
      if (calledOff.contains(lease) || setting.desk().find(lease).isPresent()) {
        return;
      }
      OfferId offer = drive.state().agreed().candidates().get(which).offer().id();
      if (isTakenByUs(offer)) {
        takenByUs(lease, offer);
        return;
      }
      Optional<Instant> until = heldUntil();
      if (until.isEmpty()) {
        try {
          begin(lease, which, life, cap);
          heldBack.remove(lease);
        } catch (TroubleException _) {
          // The journal could be written a moment ago, and will be again: nothing was rented.
          until = Optional.of(setting.clock().instant().plus(JOURNAL_PAUSE));
        }
      }
      if (until.isPresent()) {
        heldBack.add(lease);
        drive.send(new RunSignal.HeldBack(lease, until.get()));
      }
    }
  }

  /** Where the journal cannot be read nothing is rented anyway: {@link #heldUntil} says so. */
  private boolean isTakenByUs(OfferId offer) {
    try {
      return new TakenOffers(setting.brake().history(), setting.clock()).has(offer, plan.id());
    } catch (TroubleException _) {
      return false;
    }
  }

  /** The next offer at once; a create call would only be refused. */
  private void takenByUs(LeaseId lease, OfferId offer) {
    heldBack.remove(lease);
    calledOff.add(lease);
    String said = "another run here rents offer " + offer;
    drive.send(new RunSignal.LeaseTurnedBad(lease, Cause.OFFER_TAKEN, said, true, Usd.ZERO));
    drive.send(new RunSignal.LeaseClosed(lease, Usd.ZERO));
  }

  /** Nobody rents who cannot see how much was rented lately. */
  private Optional<Instant> heldUntil() {
    try {
      return setting.brake().check(setting.desk().beginning());
    } catch (TroubleException _) {
      return Optional.of(setting.clock().instant().plus(JOURNAL_PAUSE));
    }
  }

  private void begin(LeaseId lease, int which, Duration life, Usd cap) {
    // Of the plan as it is by now: other offers may have been found for it.
    Candidate candidate = drive.state().agreed().candidates().get(which);
    LeaseTerms terms =
        new LeaseTerms(
            lease,
            new Label(setting.controller(), lease.value()),
            plan.id().value(),
            candidate.offer().id(),
            candidate.offer().machine(),
            candidate.offer().gpu(),
            candidate.offer().location(),
            candidate.rates(),
            plan.recipe().hardware().diskGigabytes(),
            plan.recipe().image(),
            setting.endpoint(),
            setting.account(),
            life,
            cap,
            plan.workload().traffic(),
            plan.options().guard(),
            Patience.USUAL,
            plan.options().marketDeadline());
    RentRequests requests = new RentRequests(plan.recipe(), setting.imageLogins());
    leases.add(lease);
    setting.desk().open(terms, requests::of, new Ears(entry -> news(lease, entry), journal));
  }

  @Override
  public void end(LeaseId lease, EndReason reason) {
    synchronized (setting.desk()) {
      setting.desk().find(lease).ifPresent(handle -> handle.end(reason));
      // One that was held back stands in no journal: it must never be opened any more.
      if (heldBack.remove(lease)) {
        calledOff.add(lease);
        drive.send(new RunSignal.LeaseClosed(lease, Usd.ZERO));
      }
    }
  }

  @Override
  public void measure(LeaseId lease) {
    setting.desk().measure(lease);
  }

  @Override
  public Lease lease(LeaseId lease) {
    return setting
        .desk()
        .find(lease)
        .map(LeaseHandle::state)
        // The lease may not have taken down yet what the run's facts show.
        .map(known -> known.counting(moved.getOrDefault(lease, Traffic.NONE)))
        .orElseThrow(() -> new IllegalStateException("this run has no lease " + lease));
  }

  @Override
  public Usd spent() {
    return cost().total();
  }

  /** The run hears of it first: whoever watches may fail. */
  private void news(LeaseId lease, Entry entry) {
    if (entry.fact() instanceof LeaseEvent event) {
      Usd spent =
          setting
              .desk()
              .find(lease)
              .map(handle -> handle.state().owedAt(entry.at()))
              .orElse(Usd.ZERO);
      LeaseNews.of(lease, event, spent, plan.options().guard().isPresent()).forEach(drive::send);
    }
    watcher.fact(entry);
  }
}
