package dev.sortie.engine.run;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.RunSignal;
import java.util.List;

/** What the facts of a lease mean for the run it was opened for. */
final class LeaseNews {
  private LeaseNews() {}

  /**
   * @param guarded whether the machine may do work only after its guard was proven
   */
  static List<RunSignal> of(LeaseId lease, LeaseEvent event, Usd spent, boolean guarded) {
    return switch (event) {
      case LeaseEvent.Reached _ -> guarded ? List.of() : List.of(new RunSignal.LeaseReached(lease));
      case LeaseEvent.GuardProven _ -> List.of(new RunSignal.LeaseReached(lease));
      case LeaseEvent.PriceRaised(var gpuPerHour, _) ->
          List.of(new RunSignal.PriceRaised(lease, gpuPerHour));
      case LeaseEvent.GuardLost(var said) -> List.of(new RunSignal.GuardLost(lease, said));
      case LeaseEvent.NotRented(var why, var said) ->
          List.of(
              new RunSignal.LeaseTurnedBad(
                  lease, Outcomes.of(why), said, Outcomes.mayRetry(why), spent),
              new RunSignal.LeaseClosed(lease, spent));
      // When the run itself asked for the end, it no longer listens to this.
      case LeaseEvent.EndWanted(var reason) ->
          List.of(
              new RunSignal.LeaseTurnedBad(
                  lease,
                  Outcomes.of(reason.kind()),
                  reason.said(),
                  reason.kind().isMachinesFault(),
                  spent,
                  reason.kind() == EndReason.Kind.FETCHED));
      case LeaseEvent.Gone _ -> List.of(new RunSignal.LeaseClosed(lease, spent));
      case LeaseEvent.Adopted _,
          LeaseEvent.Intended _,
          LeaseEvent.StrayFound _,
          LeaseEvent.GuardDoubted _,
          LeaseEvent.GuardRevived _,
          LeaseEvent.Unwatched _,
          LeaseEvent.Rented _,
          LeaseEvent.LabelSeen _,
          LeaseEvent.NotOurs _,
          LeaseEvent.AnswerUnclear _,
          LeaseEvent.NotListed _,
          LeaseEvent.StateSeen _,
          LeaseEvent.TrafficCounted _,
          LeaseEvent.MarketEndHeld _,
          LeaseEvent.MarketEndFailed _,
          LeaseEvent.MarketEndRemoved _,
          LeaseEvent.MarketEndStuck _,
          LeaseEvent.DestroyTried _,
          LeaseEvent.AbsenceSeen _,
          LeaseEvent.Resurfaced _ ->
          List.of();
    };
  }
}
