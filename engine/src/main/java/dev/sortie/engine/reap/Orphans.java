package dev.sortie.engine.reap;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.reap.Owner;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPhase;
import dev.sortie.engine.history.History;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs and leases in the journal that no living process drives (law 9). */
public final class Orphans {
  private final Owner owner;
  private final History history;
  private final Claims claims;

  public Orphans(Owner owner, History history, Claims claims) {
    this.owner = owner;
    this.history = history;
    this.claims = claims;
  }

  /** Runs that are not over and that nobody drives: a person may resume them or end them. */
  public static List<RunId> runs(History history, Claims claims) {
    return history.openRuns().stream()
        .filter(run -> claims.other(id(run)).isEmpty() && !claims.isOurs(id(run)))
        .toList();
  }

  /** Runs of which nothing is left but the end of machines of this account. */
  public List<RunId> runsToProve() {
    return runs(history, claims).stream()
        .filter(run ->
            history
                .runIfReadable(run)
                .filter(known -> known.phase() == RunPhase.RELEASING)
                .filter(known -> known.tenancy().open().stream().allMatch(this::isOurs))
                .isPresent())
        .toList();
  }

  private boolean isOurs(LeaseId lease) {
    return history.leaseIfReadable(lease).filter(this::isOurs).isPresent();
  }

  private boolean isOurs(Lease lease) {
    return lease.terms().filter(owner::owns).isPresent();
  }

  /** Leases that are to be ended and that nobody is ending. */
  public List<LeaseId> leasesToEnd(Instant now) {
    return history.openLeases().stream()
        .filter(lease -> claims.other(id(lease)).isEmpty() && !claims.isOurs(id(lease)))
        .filter(lease ->
            history.leaseIfReadable(lease).filter(known -> mustEnd(known, now)).isPresent())
        .toList();
  }

  private boolean mustEnd(Lease lease, Instant now) {
    boolean late = lease.deadline().filter(end -> !now.isBefore(end)).isPresent();
    return isOurs(lease) && (lease.endWanted().isPresent() || late || isLeftByItsRun(lease));
  }

  /** Its run is over and did not mean to keep it. */
  private boolean isLeftByItsRun(Lease lease) {
    LeaseTerms terms = lease.openedTerms();
    Optional<Run> run =
        terms.run().isEmpty() ? Optional.empty() : history.runIfReadable(new RunId(terms.run()));
    return run.filter(known -> known.isEnded() && !known.verdict().kept()).isPresent();
  }

  private static AggregateId id(RunId run) {
    return new AggregateId(AggregateId.Kind.RUN, run.value());
  }

  private static AggregateId id(LeaseId lease) {
    return new AggregateId(AggregateId.Kind.LEASE, lease.value());
  }
}
