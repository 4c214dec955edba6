package dev.sortie.engine.history;

import dev.sortie.core.choose.HostMemory;
import dev.sortie.core.error.UnreadableHistoryException;
import dev.sortie.core.hosts.HostFacts;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.machine.StateMachine;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunMachine;
import dev.sortie.core.run.RunPhase;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads runs and leases back from the journal. */
public final class History {
  private static final Set<Class<? extends Fact>> OPENINGS =
      Set.of(LeaseEvent.Intended.class, LeaseEvent.StrayFound.class);

  private static final Set<Class<? extends Fact>> CLOSINGS =
      Set.of(LeaseEvent.Gone.class, LeaseEvent.NotRented.class);

  private static final Set<Class<? extends Fact>> JOBS =
      Set.of(
          LeaseEvent.MarketEndHeld.class,
          LeaseEvent.MarketEndFailed.class,
          LeaseEvent.MarketEndStuck.class,
          LeaseEvent.MarketEndRemoved.class);

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

  /** For a look over many: empty also when this version cannot read it, which was said then. */
  public Optional<Run> runIfReadable(RunId id) {
    return ifReadable(() -> run(id));
  }

  /** For a look over many: empty also when this version cannot read it, which was said then. */
  public Optional<Lease> leaseIfReadable(LeaseId id) {
    return ifReadable(() -> lease(id));
  }

  private static <T> Optional<T> ifReadable(Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (UnreadableHistoryException _) {
      return Optional.empty();
    }
  }

  public List<Entry> entries(RunId id) {
    return journal.read(new AggregateId(AggregateId.Kind.RUN, id.value()));
  }

  public List<Entry> entries(LeaseId id) {
    return journal.read(new AggregateId(AggregateId.Kind.LEASE, id.value()));
  }

  /** What the facts of a run prove to have gone to and from each of its machines. */
  public Map<LeaseId, Traffic> moved(RunId id) {
    return Moved.of(entries(id));
  }

  /**
   * The same of one machine; nothing where it has no run, or one that this version cannot read:
   * that keeps nobody from ending it.
   */
  public Traffic moved(LeaseId id) {
    Optional<RunId> run =
        leaseIfReadable(id)
            .flatMap(Lease::terms)
            .map(LeaseTerms::run)
            .filter(RunId::isOne)
            .map(RunId::new);
    return run.flatMap(known -> ifReadable(() -> Optional.of(moved(known))))
        .map(known -> known.getOrDefault(id, Traffic.NONE))
        .orElse(Traffic.NONE);
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

  /** Leases for which the market's scheduler may hold a job, whatever has become of them. */
  public List<LeaseId> leasesWithJobs() {
    Map<LeaseId, Fact> last = new LinkedHashMap<>();
    journal
        .readableFacts(AggregateId.Kind.LEASE, JOBS)
        .forEach(entry -> last.put(new LeaseId(entry.aggregate().value()), entry.fact()));
    return last.entrySet().stream()
        .filter(entry -> !(entry.getValue() instanceof LeaseEvent.MarketEndRemoved))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Every lease, newest first. */
  public List<LeaseId> leases() {
    return journal.all(AggregateId.Kind.LEASE).stream().map(a -> new LeaseId(a.value())).toList();
  }

  /** Every lease a run ever opened, in order. */
  public List<LeaseId> leasesOf(RunId id) {
    return entries(id).stream()
        .map(Entry::fact)
        .filter(RunEvent.LeaseOpened.class::isInstance)
        .map(fact -> ((RunEvent.LeaseOpened) fact).lease())
        .toList();
  }

  /** Whether all is home, its machines are destroyed and absent, and only the proof is missing. */
  public boolean isOnlyToBeProven(RunId id) {
    return run(id)
        .filter(run -> run.phase() == RunPhase.RELEASING)
        .filter(run -> run.tenancy().open().stream().allMatch(this::isOnlyToBeProven))
        .isPresent();
  }

  private boolean isOnlyToBeProven(LeaseId id) {
    return lease(id)
        .filter(lease ->
            lease.isClosed()
                || lease.phase() instanceof LeasePhase.Ending ending && ending.isOnlyToBeProven())
        .isPresent();
  }

  /** All leases there ever were, found strays too, each with the name of the run it is of. */
  public Map<LeaseId, String> runsOfLeases() {
    return runsOf(journal.facts(AggregateId.Kind.LEASE, OPENINGS));
  }

  private static Map<LeaseId, String> runsOf(List<Entry> openings) {
    Map<LeaseId, String> runs = new LinkedHashMap<>();
    for (Entry entry : openings) {
      terms(entry.fact())
          .ifPresent(
              terms -> runs.putIfAbsent(new LeaseId(entry.aggregate().value()), terms.run()));
    }
    return runs;
  }

  /** Every lease that was rented for a run: those it opened, in order, then found strays. */
  public List<LeaseId> leasesFor(RunId run) {
    Stream<LeaseId> named =
        runsOf(journal.readableFacts(AggregateId.Kind.LEASE, OPENINGS)).entrySet().stream()
            .filter(lease -> lease.getValue().equals(run.value()))
            .map(Map.Entry::getKey);
    return Stream.concat(leasesOf(run).stream(), named).distinct().toList();
  }

  /** Those of all leases that were not over before {@code since}. */
  public Map<LeaseId, String> leasesSince(Instant since) {
    Map<LeaseId, Instant> closed = new HashMap<>();
    // One that came back and went again is over since it went again.
    journal
        .facts(AggregateId.Kind.LEASE, CLOSINGS)
        .forEach(entry -> closed.put(new LeaseId(entry.aggregate().value()), entry.at()));
    openLeases().forEach(closed::remove);
    Map<LeaseId, String> leases = runsOfLeases();
    leases.keySet().removeIf(id -> closed.getOrDefault(id, since).isBefore(since));
    return leases;
  }

  private static Optional<LeaseTerms> terms(Fact fact) {
    return switch (fact) {
      case LeaseEvent.Intended(var terms) -> Optional.of(terms);
      case LeaseEvent.StrayFound(var terms, _, _) -> Optional.of(terms);
      default -> Optional.empty();
    };
  }

  /** What all rentals have taught of machines, as it counts at {@code now}. */
  public HostMemory hosts(Instant now) {
    return HostMemory.of(
        HostFacts.of(
            journal.readableFacts(AggregateId.Kind.LEASE, HostFacts.OF_LEASES),
            journal.readableFacts(AggregateId.Kind.RUN, HostFacts.OF_RUNS)),
        now);
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
