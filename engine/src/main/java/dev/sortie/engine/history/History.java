package dev.sortie.engine.history;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.machine.StateMachine;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunMachine;
import java.util.List;
import java.util.Optional;

/** Reads runs and leases back from the journal. */
public final class History {
  private final Journal journal;

  public History(Journal journal) {
    this.journal = journal;
  }

  public Optional<Run> run(RunId id) {
    return fold(entries(id), RunEvent.class, new RunMachine());
  }

  public Optional<Lease> lease(LeaseId id) {
    return fold(entries(id), LeaseEvent.class, new LeaseMachine());
  }

  public List<Entry> entries(RunId id) {
    return journal.read(new AggregateId(AggregateId.Kind.RUN, id.value()));
  }

  public List<Entry> entries(LeaseId id) {
    return journal.read(new AggregateId(AggregateId.Kind.LEASE, id.value()));
  }

  /** Newest first. */
  public List<RunId> runs() {
    return journal.all(AggregateId.Kind.RUN).stream().map(a -> new RunId(a.value())).toList();
  }

  /** Runs that are not over, newest first. */
  public List<RunId> openRuns() {
    return journal.open(AggregateId.Kind.RUN).stream().map(a -> new RunId(a.value())).toList();
  }

  /** Leases of which something may still be on the market, newest first. */
  public List<LeaseId> openLeases() {
    return journal.open(AggregateId.Kind.LEASE).stream().map(a -> new LeaseId(a.value())).toList();
  }

  /** Every lease a run ever opened, in order. */
  public List<LeaseId> leasesOf(RunId id) {
    return entries(id).stream()
        .map(Entry::fact)
        .filter(RunEvent.LeaseOpened.class::isInstance)
        .map(fact -> ((RunEvent.LeaseOpened) fact).lease())
        .toList();
  }

  private static <S, E extends Fact, G, A> Optional<S> fold(
      List<Entry> entries, Class<E> type, StateMachine<S, E, G, A> machine) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    S state = machine.initial();
    for (Entry entry : entries) {
      state = machine.evolve(state, type.cast(entry.fact()), entry.at());
    }
    return Optional.of(state);
  }
}
