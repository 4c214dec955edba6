package dev.sortie.engine.reap;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.reap.Owner;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.history.History;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes back what the market's scheduler still holds for instances that are proven gone. Only for
 * leases of this journal, on this market and account (law 3).
 */
public final class LeftoverJobs {
  private final Supplier<Owner> owner;
  private final Market market;
  private final Journal journal;
  private final History history;
  private final Claims claims;
  private final InstantSource clock;

  public LeftoverJobs(
      Supplier<Owner> owner, Market market, Journal journal, Claims claims, InstantSource clock) {
    this.owner = owner;
    this.market = market;
    this.journal = journal;
    this.history = new History(journal);
    this.claims = claims;
    this.clock = clock;
  }

  /**
   * One walk.
   *
   * @return the leases whose jobs were removed
   */
  public List<LeaseId> remove() {
    return history.leasesWithJobs().stream().filter(this::remove).toList();
  }

  private boolean remove(LeaseId id) {
    Optional<InstanceId> instance =
        history.leaseIfReadable(id).filter(this::isOurs).flatMap(Lease::instance);
    AggregateId aggregate = new AggregateId(AggregateId.Kind.LEASE, id.value());
    if (instance.isEmpty() || claims.isOurs(aggregate) || !claims.take(aggregate)) {
      return false;
    }
    try {
      return market.releaseEnd(instance.get(), () -> check(aggregate))
              instanceof ReleasedEnd.Released
          && note(aggregate);
    } finally {
      claims.release(aggregate);
    }
  }

  private void check(AggregateId aggregate) {
    if (!claims.isOurs(aggregate)) {
      throw new FencedException(aggregate);
    }
  }

  private boolean isOurs(Lease lease) {
    Owner us = owner.get();
    return lease.phase() instanceof LeasePhase.Gone && lease.terms().filter(us::owns).isPresent();
  }

  private boolean note(AggregateId aggregate) {
    List<Entry> entries = journal.read(aggregate);
    boolean over = !entries.isEmpty() && entries.getLast().fact().ends();
    if (!over) {
      return false;
    }
    try {
      journal.append(
          aggregate,
          entries.size(),
          clock.instant(),
          List.of(new LeaseEvent.MarketEndRemoved(true)));
      return true;
    } catch (StaleWriterException _) {
      // It is taken up again: whoever ends it removes the job, or a later walk does.
      return false;
    }
  }
}
