package dev.sortie.engine.lease;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.engine.actor.SteadyClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A lease that another process drives. A wish goes into the journal, where its driver finds it at
 * its next look; should that one die meanwhile, the lease is taken up here.
 */
public final class Onlooker implements LeaseHandle {
  private static final Duration LOOK = Duration.ofMillis(300);

  private final AggregateId id;
  private final Journal journal;
  private final SteadyClock clock;
  private final Supplier<Optional<LeaseHandle>> takeUp;
  private final LeaseMachine machine = new LeaseMachine();

  /**
   * @param takeUp takes the lease up if nobody drives it any more
   */
  public Onlooker(
      LeaseId lease, Journal journal, SteadyClock clock, Supplier<Optional<LeaseHandle>> takeUp) {
    this.id = new AggregateId(AggregateId.Kind.LEASE, lease.value());
    this.journal = journal;
    this.clock = clock;
    this.takeUp = takeUp;
  }

  @Override
  public Lease state() {
    return fold(journal.read(id));
  }

  private Lease fold(List<Entry> entries) {
    Lease lease = machine.initial();
    for (Entry entry : entries) {
      lease = machine.evolve(lease, (LeaseEvent) entry.fact(), entry.at());
    }
    return lease;
  }

  /** The facts only: what is to be done about them is the driver's. */
  @Override
  public void end(EndReason reason) {
    while (true) {
      List<Entry> entries = journal.read(id);
      entries.stream().map(Entry::at).max(Comparator.naturalOrder()).ifPresent(clock::notBefore);
      List<LeaseEvent> wish =
          machine
              .decide(fold(entries), new LeaseSignal.EndRequested(reason), clock.instant())
              .facts();
      if (wish.isEmpty()) {
        return;
      }
      try {
        journal.append(id, entries.size(), clock.instant(), wish);
        return;
      } catch (StaleWriterException _) {
        // Its driver was faster; what it wrote may have made the wish needless.
      }
    }
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!state().isClosed()) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      Optional<LeaseHandle> ours = takeUp.get();
      if (ours.isPresent()) {
        return ours.get().await(left);
      }
      if (left.isNegative()) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }
}
