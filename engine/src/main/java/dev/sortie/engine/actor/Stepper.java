package dev.sortie.engine.actor;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.machine.Decision;
import dev.sortie.core.machine.StateMachine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The steps of one aggregate, free of threads and clocks: decide, journal the facts, fold them in,
 * hand out the actions. The same in production and in simulation.
 *
 * <p>When somebody else wrote to the aggregate in between, the state is read again and the signal
 * decided anew. Who lost the claim on it gets a {@link FencedException} instead, before a fact is
 * written or an action handed out (law 9).
 */
public final class Stepper<S, E extends Fact, G, A> {
  private final AggregateId id;
  private final Class<E> factType;
  private final StateMachine<S, E, G, A> machine;
  private final Journal journal;
  private final Claims claims;
  private final Consumer<Entry> published;
  private volatile S state;
  private Instant latest = Instant.MIN;
  private long sequence;

  /**
   * @param published hears each fact that stands in the journal, except those of the first {@link
   *     #load}
   */
  public Stepper(
      AggregateId id,
      Class<E> factType,
      StateMachine<S, E, G, A> machine,
      Journal journal,
      Claims claims,
      Consumer<Entry> published) {
    this.id = id;
    this.factType = factType;
    this.machine = machine;
    this.journal = journal;
    this.claims = claims;
    this.published = published;
    this.state = machine.initial();
  }

  public S state() {
    return state;
  }

  public boolean isClosed() {
    return machine.isClosed(state);
  }

  public Optional<Instant> wakeAt(Instant now) {
    return machine.wakeAt(state, now);
  }

  /**
   * Reads the history; nobody is told of it.
   *
   * @return when the last fact was written; {@link Instant#MIN} when there is none
   */
  public Instant load() {
    read(_ -> {});
    return latest;
  }

  /** The step that the alarm asks for; sees first what others have written meanwhile. */
  public List<A> tick(Instant now) {
    read(published);
    return step(machine.tick(), now);
  }

  /**
   * @return the actions to begin; their facts stand in the journal
   * @throws FencedException when another process drives it now
   * @throws dev.sortie.core.error.TroubleException when the journal cannot be written; nothing has
   *     changed then
   */
  public List<A> step(G signal, Instant now) {
    while (true) {
      Decision<E, A> decision = machine.decide(state, signal, now);
      boolean idle = decision.facts().isEmpty() && decision.actions().isEmpty();
      if (!idle && !claims.isOurs(id)) {
        throw new FencedException(id);
      }
      if (append(decision.facts(), now)) {
        return decision.actions();
      }
      read(published);
    }
  }

  /** Whether the facts stand in the journal; not when somebody else has written since. */
  private boolean append(List<E> facts, Instant now) {
    if (facts.isEmpty()) {
      return true;
    }
    try {
      journal.append(id, sequence, now, facts);
    } catch (StaleWriterException _) {
      return false;
    }
    for (E fact : facts) {
      take(new Entry(id, ++sequence, now, fact), fact, published);
    }
    return true;
  }

  private void read(Consumer<Entry> ear) {
    for (Entry entry : journal.readAfter(id, sequence)) {
      sequence = entry.sequence();
      take(entry, factType.cast(entry.fact()), ear);
    }
  }

  private void take(Entry entry, E fact, Consumer<Entry> ear) {
    state = machine.evolve(state, fact, entry.at());
    latest = entry.at();
    ear.accept(entry);
  }
}
