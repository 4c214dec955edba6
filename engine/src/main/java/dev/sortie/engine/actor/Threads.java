package dev.sortie.engine.actor;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.machine.StateMachine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Drives on virtual threads, by the real clock. */
public final class Threads implements Drives {
  private final Journal journal;
  private final Claims claims;
  private final SteadyClock clock;
  private final Map<AggregateId, Actor<?, ?, ?, ?>> actors = new ConcurrentHashMap<>();

  public Threads(Journal journal, Claims claims, SteadyClock clock) {
    this.journal = journal;
    this.claims = claims;
    this.clock = clock;
  }

  @Override
  public <S, E extends Fact, G, A> Drive<S, G> drive(
      AggregateId id,
      Class<E> facts,
      StateMachine<S, E, G, A> machine,
      Performer<A, G> performer,
      Listener listener) {
    Actor<S, E, G, A> actor =
        new Actor<>(id, facts, machine, journal, claims, clock, performer, listener);
    actors.put(id, actor);
    return actor;
  }

  /** Another process drives it now: what we have under way for it is interrupted. */
  public void fence(AggregateId id) {
    Optional.ofNullable(actors.remove(id)).ifPresent(Actor::fence);
  }
}
