package dev.sortie.engine;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.actor.Threads;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.lease.LeaseDesk;
import java.util.List;
import java.util.Optional;

/** What of runs and leases is ours: taking it, losing it, letting it go whole. */
final class Custody {
  private static final System.Logger LOG = System.getLogger(Custody.class.getName());

  private final Claims claims;
  private final History history;
  private final Threads drives;
  private final LeaseDesk desk;
  private final Connections connections;

  Custody(Claims claims, History history, Threads drives, LeaseDesk desk, Connections connections) {
    this.claims = claims;
    this.history = history;
    this.drives = drives;
    this.desk = desk;
    this.connections = connections;
    // Closing a connection may take a while, and whoever tells of a loss must not wait.
    claims.onLost(lost -> Thread.startVirtualThread(() -> hear(lost)));
    drives.onFenced(lost -> Thread.startVirtualThread(() -> hear(lost)));
  }

  static AggregateId id(RunId run) {
    return new AggregateId(Kind.RUN, run.value());
  }

  static AggregateId id(LeaseId lease) {
    return new AggregateId(Kind.LEASE, lease.value());
  }

  /** Takes a run and what it has open on the market; all of it or nothing. */
  boolean takeWhole(RunId run) {
    try {
      if (!claims.takeFromSilent(id(run))) {
        return false;
      }
      for (LeaseId lease : open(run)) {
        if (!claims.takeFromSilent(id(lease))) {
          letGo(run);
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      letGo(run);
      return false;
    }
  }

  /** Who else drives the run, or a machine of it. */
  Optional<Claims.Driver> other(RunId run) {
    return claims
        .other(id(run))
        .or(() -> open(run).stream().flatMap(l -> claims.other(id(l)).stream()).findFirst());
  }

  private List<LeaseId> open(RunId run) {
    return history.run(run).map(Run::tenancy).map(t -> List.copyOf(t.open())).orElse(List.of());
  }

  private void hear(AggregateId what) {
    try {
      lost(what);
    } catch (TroubleException e) {
      // The process may be at its end already, and then everything is let go anyway.
      LOG.log(System.Logger.Level.DEBUG, "cannot let go of what belongs to " + what, e);
    }
  }

  /**
   * A run and its leases are driven by one process: who has lost one of them lets go of the others,
   * for the next driver wants them all.
   */
  private void lost(AggregateId what) {
    drives.fence(what);
    switch (what.kind()) {
      case RUN -> letGo(new RunId(what.value()));
      case LEASE -> {
        LeaseId lease = new LeaseId(what.value());
        Optional<RunId> run = desk.runOf(lease);
        boolean over = history.lease(lease).filter(Lease::isClosed).isPresent();
        letGo(lease);
        run.filter(id -> !over && claims.isOurs(id(id))).ifPresent(this::letGo);
      }
    }
  }

  private void letGo(RunId run) {
    drives.fence(id(run));
    desk.of(run).forEach(this::letGo);
    open(run).forEach(lease -> claims.release(id(lease)));
    claims.release(id(run));
  }

  private void letGo(LeaseId lease) {
    drives.fence(id(lease));
    desk.forget(lease);
    connections.drop(lease);
  }
}
