package dev.sortie.engine;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.reap.Owner;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.actor.Threads;
import dev.sortie.engine.budget.FileMutex;
import dev.sortie.engine.budget.Treasury;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseHandle;
import dev.sortie.engine.lease.LeaseWorld;
import dev.sortie.engine.lease.MarketWorld;
import dev.sortie.engine.reap.Orphans;
import dev.sortie.engine.reap.Patrol;
import dev.sortie.engine.reap.Reaper;
import dev.sortie.engine.run.MachineWorld;
import dev.sortie.engine.run.RunClaims;
import dev.sortie.engine.run.RunDriver;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.run.RunSetting;
import dev.sortie.engine.run.RunWorld;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs and leases of this process, and what the journal knows of all others. One per process;
 * closing it stops driving, it ends nothing on the market.
 */
public final class Engine implements AutoCloseable {
  /** Whoever holds the lock is about to journal a plan; that takes a moment. */
  private static final Duration BUDGET_PATIENCE = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final History history;
  private final Connections connections;
  private final Drives drives;
  private final LeaseWorld leases;
  private final LeaseDesk desk;
  private final RunClaims claims;
  private final Treasury treasury;
  private @Nullable Patrol patrol;

  public Engine(EngineParts parts) {
    this.parts = parts;
    this.history = new History(parts.journal());
    this.connections = new Connections(parts.hosts(), parts.privateKey());
    this.claims = new RunClaims(parts.stateFolder());
    this.drives = new Threads(parts.journal(), parts.claims(), parts.clock());
    this.leases = new MarketWorld(parts.market(), connections);
    this.desk = new LeaseDesk(drives, leases);
    this.treasury =
        new Treasury(
            history,
            parts.limits(),
            new FileMutex(parts.stateFolder().resolve("budget.lock"), BUDGET_PATIENCE),
            parts.clock(),
            ZoneId.systemDefault());
  }

  public History history() {
    return history;
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
    RunSetting setting = setting();
    parts.market().registerKey(parts.publicKey());
    patrol(setting, watcher);
    return treasury.hold(plan, new RunDriver(setting, plan, watcher));
  }

  /** Takes up a lease that another process, or an earlier one, opened. */
  public LeaseHandle take(LeaseId lease, Listener listener) {
    return desk.find(lease).orElseGet(() -> desk.take(lease, listener));
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
    if (!claims.claim(id)) {
      return false;
    }
    boolean free = history.entries(id).isEmpty();
    if (!free) {
      claims.release(id);
    }
    return free;
  }

  /**
   * Makes ready to go on with a run whose process is gone; {@link RunHandle#begin} does it, and a
   * stop asked for before is heard first.
   *
   * @return empty when it is over, or when its process lives
   */
  public Optional<RunHandle> takeOver(RunId id, Watcher watcher) {
    if (!claims.claim(id)) {
      return Optional.empty();
    }
    return history
        .run(id)
        .filter(run -> !run.isEnded())
        .map(run -> {
          RunSetting setting = setting();
          patrol(setting, watcher);
          return new RunDriver(setting, run.agreed(), watcher).succeeding(history);
        });
  }

  /**
   * What ends instances that should not be there, for one round by hand.
   *
   * @throws dev.sortie.core.market.MarketException when the market cannot be asked who we are
   */
  public Reaper reaper(Listener listener) {
    return reaper(setting(), listener);
  }

  private Reaper reaper(RunSetting setting, Listener listener) {
    return new Reaper(owner(setting), history, desk, parts.clock(), listener);
  }

  /** Runs and leases that no living process drives. */
  public Orphans orphans() {
    return new Orphans(owner(setting()), history, parts.claims());
  }

  private static Owner owner(RunSetting setting) {
    return new Owner(setting.controller(), setting.endpoint(), setting.account());
  }

  /** From the first run on, once. */
  private synchronized void patrol(RunSetting setting, Watcher watcher) {
    if (patrol == null) {
      Listener listener = watcher::fact;
      patrol =
          new Patrol(
              parts.market(),
              reaper(setting, listener),
              new Orphans(owner(setting), history, parts.claims()),
              lease -> desk.take(lease, listener),
              parts.clock());
      patrol.start();
    }
  }

  private RunSetting setting() {
    RunWorld runs =
        new MachineWorld(
            connections, parts.stateFolder(), parts.secrets(), parts.connectionPatience());
    return new RunSetting(
        drives,
        parts.clock(),
        desk,
        leases,
        runs,
        parts.controller(),
        parts.market().endpoint(),
        parts.market().account().id(),
        parts.imageLogin());
  }

  @Override
  public void close() {
    if (patrol != null) {
      patrol.close();
    }
    desk.close();
    connections.close();
    claims.close();
  }
}
