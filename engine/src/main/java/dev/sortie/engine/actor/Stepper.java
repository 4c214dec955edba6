package dev.sortie.engine.actor;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.machine.Decision;
import dev.sortie.core.machine.StateMachine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one aggregate, free of threads and clocks: decide, journal the facts, fold them in,
 * hand out the actions. The same in production and in simulation.
 *
 * <p>When somebody else wrote to the aggregate in between, the state is read again and the signal
 * decided anew. Who lost the claim on it gets a {@link FencedException} instead, before a fact is
 * written or an action handed out (law 9).
 *
 * <p>While the journal cannot be written, facts wait in memory and count all the same, so that a
 * machine is renewed and its results come home. What is binding ({@link StateMachine#isBinding})
 * waits with its signal until every fact stands (law 1).
 */
public final class Stepper<S, E extends Fact, G, A> {
  private static final int MOST_SIGNALS = 1_000;

  private final AggregateId id;
  private final Class<E> factType;
  private final StateMachine<S, E, G, A> machine;
  private final Claims claims;
  private final Listener listener;
  private final Pen pen;
  private final Deque<G> refused = new ArrayDeque<>(2);
  private volatile S state;
  private Instant latest = Instant.MIN;

  /**
   * @param listener hears each fact that counts, except those of the first {@link #load}
   */
  public Stepper(
      AggregateId id,
      Class<E> factType,
      StateMachine<S, E, G, A> machine,
      Journal journal,
      Claims claims,
      Listener listener) {
    this.id = id;
    this.factType = factType;
    this.machine = machine;
    this.claims = claims;
    this.listener = listener;
    this.pen = new Pen(id, journal, listener);
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

  /** When to call {@link #retry}; empty when nothing waits for the journal. */
  public Optional<Instant> retryAt() {
    return pen.isWaiting() || !refused.isEmpty() ? Optional.of(pen.nextTry()) : Optional.empty();
  }

  /** How many facts are in memory only; any thread may ask. */
  public int waiting() {
    return pen.waitingAsTold();
  }

  /**
   * Reads the history; nobody is told of it.
   *
   * @return when the last fact was written; {@link Instant#MIN} when there is none
   * @throws TroubleException when the journal cannot be read
   */
  public Instant load() {
    pen.news().forEach(this::fold);
    pen.tellNothingOfThePast();
    return latest;
  }

  /** The step that the alarm asks for; sees first what others have written meanwhile. */
  public List<A> tick(Instant now) {
    try {
      hearNews();
    } catch (TroubleException e) {
      // What cannot be read now is read at the next one; what is known goes on.
      pen.refuses(e, now);
    }
    try {
      return attempt(machine.tick(), now);
    } catch (TroubleException _) {
      // The next alarm asks again.
      return List.of();
    }
  }

  /**
   * @return the actions to begin; the facts before what is binding stand in the journal
   * @throws FencedException when another process drives it now
   */
  public List<A> step(G signal, Instant now) {
    if (!refused.isEmpty() && isIdle(machine.decide(state, signal, now))) {
      // It may mean something once those before it were heard: a stop after a start.
      if (refused.size() < MOST_SIGNALS) {
        refused.add(signal);
      }
      return List.of();
    }
    try {
      return attempt(signal, now);
    } catch (TroubleException _) {
      refused.add(signal);
      return List.of();
    }
  }

  /**
   * Writes what waits, if it can be written by now, and takes the steps that had to wait for it.
   *
   * @throws FencedException when another process drives it now; what waited is dropped then
   */
  public List<A> retry(Instant now) {
    if (!claims.isOurs(id)) {
      throw fenced();
    }
    pen.flush(now);
    pen.tellWhatStands();
    List<A> actions = new ArrayList<>();
    try {
      while (!pen.isWaiting() && !refused.isEmpty()) {
        actions.addAll(attempt(refused.element(), now));
        refused.remove();
      }
    } catch (TroubleException _) {
      // Still not; the signal stays the first one.
    }
    return actions;
  }

  private static boolean isIdle(Decision<?, ?> decision) {
    return decision.facts().isEmpty() && decision.actions().isEmpty();
  }

  private List<A> attempt(G signal, Instant now) {
    while (true) {
      Decision<E, A> decision = machine.decide(state, signal, now);
      if (isIdle(decision)) {
        return List.of();
      }
      if (!claims.isOurs(id)) {
        throw fenced();
      }
      boolean binding = decision.actions().stream().anyMatch(machine::isBinding);
      Optional<List<Entry>> taken = pen.take(decision.facts(), now, binding);
      if (taken.isPresent()) {
        taken.get().forEach(this::hear);
        pen.tellWhatStands();
        return decision.actions();
      }
      try {
        hearNews();
      } catch (TroubleException e) {
        pen.refuses(e, now);
        throw e;
      }
    }
  }

  private FencedException fenced() {
    if (pen.isWaiting()) {
      listener.dropped(pen.waiting());
    }
    return new FencedException(id);
  }

  private void hearNews() {
    pen.news().forEach(this::hear);
    pen.tellWhatStands();
  }

  private void hear(Entry entry) {
    fold(entry);
    listener.fact(entry);
  }

  private void fold(Entry entry) {
    state = machine.evolve(state, factType.cast(entry.fact()), entry.at());
    latest = entry.at();
  }
}
