package dev.sortie.engine;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.actor.Actor;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseHandle;
import dev.sortie.engine.run.RunClaims;
import dev.sortie.engine.run.RunDriver;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.util.Optional;

/**
 * Runs and leases of this process, and what the journal knows of all others. One per process;
 * closing it stops driving, it ends nothing on the market.
 */
public final class Engine implements AutoCloseable {
  private final EngineParts parts;
  private final History history;
  private final Connections connections;
  private final LeaseDesk desk;
  private final RunClaims claims;

  public Engine(EngineParts parts) {
    this.parts = parts;
    this.history = new History(parts.journal());
    this.connections = new Connections(parts.hosts(), parts.privateKey());
    this.claims = new RunClaims(parts.stateFolder());
    this.desk = new LeaseDesk(parts.market(), parts.journal(), parts.clock(), connections);
  }

  public History history() {
    return history;
  }

  /**
   * Makes everything ready to carry out a plan; {@link RunHandle#begin} does it.
   *
   * @throws dev.sortie.core.market.MarketException when the market cannot be asked who we are or
   *     does not take our SSH key; nothing was rented then
   */
  public RunHandle prepare(RunPlan plan, Watcher watcher) {
    long account = parts.market().account().id();
    parts.market().registerKey(parts.publicKey());
    return new RunDriver(parts, plan, account, desk, connections, watcher);
  }

  /** Takes up a lease that another process, or an earlier one, opened. */
  public LeaseHandle take(LeaseId lease, Actor.Listener listener) {
    return desk.find(lease).orElseGet(() -> desk.take(lease, listener));
  }

  /**
   * Connects to the machine of a lease, whoever drives it.
   *
   * @throws dev.sortie.core.remote.RemoteException when it cannot be reached
   */
  public RemoteHost connect(LeaseId id, Lease lease) {
    lease
        .instance()
        .map(parts.market()::look)
        .ifPresent(sighting -> {
          if (sighting instanceof dev.sortie.core.market.Sighting.Present(var seen)) {
            connections.heard(id, seen.ssh());
          }
        });
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
          long account = parts.market().account().id();
          return new RunDriver(parts, run.agreed(), account, desk, connections, watcher)
              .succeeding(history);
        });
  }

  @Override
  public void close() {
    desk.close();
    connections.close();
    claims.close();
  }
}
