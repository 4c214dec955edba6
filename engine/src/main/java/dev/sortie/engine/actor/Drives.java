package dev.sortie.engine.actor;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.machine.StateMachine;

/**
 * Makes drives. There are two kinds: {@link Threads} for the real world, and one on a virtual clock
 * in which a million lives of a lease pass in minutes. Everything above them is the same.
 */
public interface Drives {
  <S, E extends Fact, G, A> Drive<S, G> drive(
      AggregateId id,
      Class<E> facts,
      StateMachine<S, E, G, A> machine,
      Performer<A, G> performer,
      Listener listener);
}
