package dev.sortie.engine;

import dev.sortie.core.journal.Claims;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.reap.Owner;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.actor.SteadyClock;
import dev.sortie.engine.actor.Threads;
import dev.sortie.engine.budget.FileMutex;
import dev.sortie.engine.budget.Treasury;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.TakenOffers;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseHandle;
import dev.sortie.engine.lease.LeaseWorld;
import dev.sortie.engine.lease.MarketWorld;
import dev.sortie.engine.lease.Onlooker;
import dev.sortie.engine.plan.Planner;
import dev.sortie.engine.reap.Warden;
import dev.sortie.engine.run.Brake;
import dev.sortie.engine.run.MachineWorld;
import dev.sortie.engine.run.RunDriver;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.run.RunSetting;
import dev.sortie.engine.run.RunWorld;
import dev.sortie.engine.run.TaskLog;
import dev.sortie.engine.run.TaskLogs;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs and leases of this process, and what the journal knows of all others. One per process;
 * closing it stops driving, it ends nothing on the market.
 */
public final class Engine implements AutoCloseable {
  /** Whoever holds the lock is about to journal a plan; that takes a moment. */
  private static final Duration BUDGET_PATIENCE = Duration.ofSeconds(30);

  /** For logs of tasks that had no room: longer than they pause between two tries. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

  private final EngineParts parts;
  private final History history;
  private final Connections connections;
  private final Drives drives;
  private final LeaseWorld leases;
  private final LeaseDesk desk;
  private final Claims claims;
  private final Custody custody;
  private final Treasury treasury;
  private final Warden warden;
  private final SteadyClock clock;
  private @Nullable Long account;

  /** This process, for the journals of what it takes up. */
  private final String us = "process " + ProcessHandle.current().pid();

  public Engine(EngineParts parts) {
    this.parts = parts;
    this.claims = parts.claims();
    this.history = new History(parts.journal());
    this.connections = new Connections(parts.hosts(), parts.privateKey());
    this.clock = new SteadyClock(parts.clock(), System::nanoTime);
    Threads threads = new Threads(parts.journal(), claims, clock);
    this.drives = threads;
    TakenOffers taken = new TakenOffers(history, clock);
    this.leases = new MarketWorld(parts.market(), connections, claims, clock, taken::isLate);
    this.desk = new LeaseDesk(drives, leases, claims, history, us);
    this.custody = new Custody(claims, history, threads, desk, connections);
    this.warden =
        new Warden(parts.market(), parts.journal(), history, claims, desk, clock, this::owner);
    this.treasury =
        new Treasury(
            history,
            parts.limits(),
            new FileMutex(parts.stateFolder().resolve("budget.lock"), BUDGET_PATIENCE),
            clock,
            ZoneId.systemDefault(),
            parts.doubt());
  }

  public History history() {
    return history;
  }

  /** Makes plans on the market, with what the journal remembers of its machines. */
  public Planner planner() {
    return new Planner(
        parts.market(),
        parts.leaseIds(),
        () -> history.hosts(parts.clock().instant()),
        () -> new TakenOffers(history, parts.clock()).all());
  }

  /** The limits that all runs share. */
  public Treasury treasury() {
    return treasury;
  }

  /**
   * Makes everything ready to carry out a plan; {@link RunHandle#begin} does it.
   *
   * @throws dev.sortie.core.market.MarketException when the market cannot be asked who we are or
   *     does not take our SSH key; nothing was rented then
   * @throws dev.sortie.core.error.TroubleException from {@code begin}, when the limits that all
   *     runs share leave no room for it; nothing was rented then
   */
  public RunHandle prepare(RunPlan plan, Watcher watcher) {
    if (!claims.take(Custody.id(plan.id()))) {
      throw new FencedException(Custody.id(plan.id()));
    }
    RunSetting setting = setting();
    parts.market().registerKey(parts.publicKey());
    warden.patrol(watcher::fact, watcher::remark);
    return treasury.hold(plan, new RunDriver(setting, plan, watcher));
  }

  /**
   * Takes up a lease that another process, or an earlier one, opened. One that lives goes on
   * driving it, and finds our wishes in the journal.
   */
  public LeaseHandle take(LeaseId lease, Listener listener) {
    return takeUp(lease, listener)
        .orElseGet(
            () -> new Onlooker(lease, parts.journal(), clock, () -> takeUp(lease, listener)));
  }

  private Optional<LeaseHandle> takeUp(LeaseId lease, Listener listener) {
    Optional<LeaseHandle> ours = desk.find(lease);
    return ours.isPresent() || !claims.take(Custody.id(lease))
        ? ours
        : Optional.of(desk.take(lease, listener));
  }

  /**
   * Connects to the machine of a lease, whoever drives it.
   *
   * @throws dev.sortie.core.remote.RemoteException when it cannot be reached
   */
  public RemoteHost connect(LeaseId id, Lease lease) {
    lease.instance().ifPresent(instance -> leases.found(id, instance));
    return connections.connect(id, lease);
  }

  public Optional<Run> run(RunId id) {
    return history.run(id);
  }

  /**
   * Takes a name for a run of this process; two processes never get the same.
   *
   * @return whether it was free
   */
  public boolean claim(RunId id) {
    if (!claims.take(Custody.id(id))) {
      return false;
    }
    boolean free = history.entries(id).isEmpty();
    if (!free) {
      claims.release(Custody.id(id));
    }
    return free;
  }

  /**
   * Makes ready to go on with a run whose process is gone; {@link RunHandle#begin} does it, and a
   * stop asked for before is heard first. Where that process is there but silent, waits until it
   * shows that it lives or counts as lost.
   *
   * @return empty when it is over, or when its process lives
   */
  public Optional<RunHandle> takeOver(RunId id, Watcher watcher) {
    if (isOver(id) || !custody.takeWhole(id)) {
      return Optional.empty();
    }
    // Whoever had it may have brought it to its end while we waited.
    return history
        .run(id)
        .filter(run -> !run.isEnded())
        .map(run -> {
          warden.patrol(watcher::fact, watcher::remark);
          return new RunDriver(setting(), run.agreed(), watcher).succeeding(history, us);
        });
  }

  /**
   * Goes on with runs that another process left when nothing but the proof of their end was
   * missing. Nobody has to wait for them: what this process leaves the next one takes up.
   */
  public void proveWhatWasLeft() {
    warden
        .orphans()
        .runsToProve()
        .forEach(run -> takeOver(run, Watcher.NONE).ifPresent(RunHandle::begin));
  }

  private boolean isOver(RunId id) {
    return history.run(id).map(Run::isEnded).orElse(true);
  }

  /** Who else drives the run, or a machine of it. */
  public Optional<Claims.Driver> other(RunId id) {
    return custody.other(id);
  }

  /** Asked once: it does not change, and each call takes its time. */
  private synchronized long account() {
    if (account == null) {
      account = parts.market().account().id();
    }
    return account;
  }

  /**
   * Waits until what this process has found on the market, beside its own run, is proven gone.
   *
   * @return what was not in time; the next process goes on with it, and its guard ends it
   */
  public List<LeaseId> awaitEnds(Duration atMost) throws InterruptedException {
    return desk.awaitEnds(atMost);
  }

  /** Who ends what should not be there. */
  public Warden warden() {
    return warden;
  }

  private Owner owner() {
    RunSetting setting = setting();
    return new Owner(setting.controller(), setting.endpoint(), setting.account());
  }

  private RunSetting setting() {
    RunWorld runs =
        new MachineWorld(
            connections,
            new TaskLogs(parts.stateFolder(), parts.mostLogBytes()),
            parts.secrets(),
            parts.connectionPatience(),
            claims,
            clock,
            planner());
    return new RunSetting(
        drives,
        clock,
        desk,
        leases,
        runs,
        parts.controller(),
        parts.market().endpoint(),
        account(),
        parts.imageLogins(),
        new Brake(parts.brake(), history, clock));
  }

  @Override
  public void close() {
    try {
      TaskLog.saveTheRest(LOG_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    warden.close();
    desk.close();
    connections.close();
  }
}
