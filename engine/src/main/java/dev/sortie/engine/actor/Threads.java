package dev.sortie.engine.actor;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.machine.StateMachine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Drives on virtual threads, by the real clock. */
public final class Threads implements Drives {
  private final Journal journal;
  private final Claims claims;
  private final SteadyClock clock;
  private final Map<AggregateId, Actor<?, ?, ?, ?>> actors = new ConcurrentHashMap<>();
  private volatile Consumer<AggregateId> ear = _ -> {};

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
    actor.onFenced(lost -> ear.accept(lost));
    actors.put(id, actor);
    return actor;
  }

  /** Tells of each drive that found out by itself that another process has written meanwhile. */
  public void onFenced(Consumer<AggregateId> hears) {
    ear = hears;
  }

  /** Another process drives it now: what we have under way for it is interrupted. */
  public void fence(AggregateId id) {
    Optional.ofNullable(actors.remove(id)).ifPresent(Actor::fence);
  }
}
