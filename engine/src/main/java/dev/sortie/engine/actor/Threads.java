package dev.sortie.engine.actor;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.machine.StateMachine;
import java.time.InstantSource;

/** Drives on virtual threads, by the real clock. */
public record Threads(Journal journal, Claims claims, InstantSource clock) implements Drives {
  @Override
  public <S, E extends Fact, G, A> Drive<S, G> drive(
      AggregateId id,
      Class<E> facts,
      StateMachine<S, E, G, A> machine,
      Performer<A, G> performer,
      Listener listener) {
    return new Actor<>(id, facts, machine, journal, claims, clock, performer, listener);
  }
}
