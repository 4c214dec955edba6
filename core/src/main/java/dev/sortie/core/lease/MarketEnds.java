package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.ReleasedEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A last line behind the guard, where a person asks for it: the market's own scheduler is to
 * destroy the instance after the deadline. It replaces nothing, and nothing counts on it.
 */
final class MarketEnds {
  /** A deadline that moved forward by less is not worth a call. */
  private static final Duration NOTICEABLE = Duration.ofMinutes(1);

  private static final Duration RETRY = Duration.ofMinutes(1);

  private MarketEnds() {}

  /**
   * Asks for it as soon as the instance is proven ours (law 3: a destroy that the market is to call
   * is a destroy), and again whenever the deadline has moved.
   */
  static Decision<LeaseEvent, LeaseAction> keep(Lease lease, InstanceId instance, Instant now) {
    Optional<OwnInstance> own = lease.own().filter(ours -> ours.id().equals(instance));
    if (!lease.openedTerms().marketEnd() || own.isEmpty()) {
      return Decision.nothing();
    }
    MarketEnd known = lease.marketEnd();
    boolean due =
        known.triedAt().filter(at -> !now.isBefore(at) && now.isBefore(at.plus(RETRY))).isEmpty();
    return lease
        .deadline()
        .filter(deadline -> due && !isMeant(known, deadline))
        .map(deadline ->
            Decision.<LeaseEvent, LeaseAction>act(new LeaseAction.HoldEnd(own.get(), deadline)))
        .orElse(Decision.nothing());
  }

  /** One that is too early would destroy work; one that is a little late costs little. */
  private static boolean isMeant(MarketEnd known, Instant deadline) {
    return known
        .deadline()
        .filter(meant -> !deadline.isAfter(meant))
        .filter(meant -> deadline.isAfter(meant.minus(NOTICEABLE)))
        .isPresent();
  }

  static Decision<LeaseEvent, LeaseAction> answered(Lease lease, LeaseSignal.EndHeld answer) {
    if (lease.isClosed()) {
      return Decision.nothing();
    }
    return Decision.note(
        switch (answer.outcome()) {
          case HeldEnd.Held(var at) -> new LeaseEvent.MarketEndHeld(at, answer.deadline());
          case HeldEnd.NotHeld(var said) -> new LeaseEvent.MarketEndFailed(words(said));
          case HeldEnd.Unclear(var problem) -> new LeaseEvent.MarketEndFailed(words(problem));
        });
  }

  /** Whether its removal is still to be tried; also where it never was read back. */
  static boolean mustGo(Lease lease) {
    return lease.openedTerms().marketEnd() && !lease.marketEnd().releaseTried();
  }

  /** What could not be removed is said, and removed by a later walk; it keeps nobody waiting. */
  static Decision<LeaseEvent, LeaseAction> released(Lease lease, LeaseSignal.EndReleased answer) {
    if (!(lease.phase() instanceof LeasePhase.Ending ending)) {
      return Decision.nothing();
    }
    LeaseEvent fact =
        switch (answer.outcome()) {
          case ReleasedEnd.Released _ -> new LeaseEvent.MarketEndRemoved(false);
          case ReleasedEnd.Failed(var problem) -> new LeaseEvent.MarketEndStuck(words(problem));
        };
    return new Decision<>(List.of(fact), List.of(new LeaseAction.Look(ending.instance())));
  }

  private static String words(MarketProblem problem) {
    return words(problem.said());
  }

  private static String words(String said) {
    return said.isBlank() ? "no reason given" : said;
  }
}
