package dev.sortie.sim.process;

import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.machine.Decision;
import dev.sortie.core.machine.StateMachine;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A saboteur: a state machine that never hears that its time or its money is up. */
final class Deaf<S, E extends Fact, G, A> implements StateMachine<S, E, G, A> {
  private static final Duration LONG = Duration.ofDays(10);
  private static final Usd MUCH = Usd.of("1000");

  private final StateMachine<S, E, G, A> heart;

  private Deaf(StateMachine<S, E, G, A> heart) {
    this.heart = heart;
  }

  static <S, E extends Fact, G, A> StateMachine<S, E, G, A> of(StateMachine<S, E, G, A> heart) {
    return new Deaf<>(heart);
  }

  @Override
  public S initial() {
    return heart.initial();
  }

  @Override
  public Decision<E, A> decide(S state, G signal, Instant now) {
    return signal instanceof RunSignal.Metered
        ? Decision.nothing()
        : heart.decide(state, signal, now);
  }

  @Override
  @SuppressWarnings("unchecked")
  public S evolve(S state, E fact, Instant at) {
    // What replaces a fact is of the same family.
    return heart.evolve(state, (E) unlimited(fact), at);
  }

  private static Fact unlimited(Fact fact) {
    if (fact instanceof RunEvent.LeaseOpened(var lease, var candidate, _, var cap)) {
      return new RunEvent.LeaseOpened(lease, candidate, LONG, cap);
    }
    if (fact instanceof LeaseEvent.Intended(var t)) {
      return new LeaseEvent.Intended(
          new LeaseTerms(
              t.id(),
              t.label(),
              t.run(),
              t.offer(),
              t.machine(),
              t.gpu(),
              t.location(),
              t.rates(),
              t.diskGigabytes(),
              t.image(),
              t.endpoint(),
              t.account(),
              LONG,
              MUCH,
              t.reserve(),
              t.guard(),
              t.patience()));
    }
    return fact;
  }

  @Override
  public Optional<Instant> wakeAt(S state, Instant now) {
    return heart.wakeAt(state, now);
  }

  @Override
  public G tick() {
    return heart.tick();
  }

  @Override
  public G resumed() {
    return heart.resumed();
  }

  @Override
  public boolean isClosed(S state) {
    return heart.isClosed(state);
  }

  @Override
  public boolean isBinding(A action) {
    return heart.isBinding(action);
  }
}
