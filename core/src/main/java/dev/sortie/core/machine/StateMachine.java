package dev.sortie.core.machine;

import dev.sortie.core.journal.Fact;
import java.time.Instant;
import java.util.Optional;

/**
 * The pure heart of an aggregate. The same three functions run in production, in unit tests and in
 * simulation.
 *
 * @param <S> its state, folded from facts alone
 * @param <E> its facts
 * @param <G> signals that reach it: outcomes, requests, the alarm
 * @param <A> actions it asks for
 */
public interface StateMachine<S, E extends Fact, G, A> {
  /** The state before the first fact. */
  S initial();

  Decision<E, A> decide(S state, G signal, Instant now);

  S evolve(S state, E fact, Instant at);

  /**
   * When to look again although nothing was heard, seen from {@code now}; empty when it may sleep
   * for ever. Takes the time because looks that changed nothing leave no fact behind.
   */
  Optional<Instant> wakeAt(S state, Instant now);

  /** The signal that says nothing but that time has passed. */
  G tick();

  /** The signal for a controller that takes over what another one (or an earlier life) began. */
  G resumed();

  boolean isClosed(S state);

  /**
   * Whether the action must wait until every fact before it stands in the journal: it must not be
   * done twice, and who knew of it only from memory may die (laws 1 and 2). Every other one may
   * begin while facts wait for a disk that cannot be written: whoever comes after a crash does it
   * again, and no harm is done.
   */
  boolean isBinding(A action);
}
