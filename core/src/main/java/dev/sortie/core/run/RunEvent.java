package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happened to a run. Tasks and set-up steps count from 1. */
public sealed interface RunEvent extends Fact {
  record Planned(RunPlan plan) implements RunEvent {}

  /**
   * Another controller drives it from here on; whoever did before can write no more (law 9).
   *
   * @param by for people, such as {@code process 4711 on laptop}
   */
  record Adopted(String by) implements RunEvent {}

  /**
   * @param candidate which of the plan's candidates, from 0
   * @param life how long work may go on there within what is left of the budget
   * @param cap what it may cost at most
   */
  record LeaseOpened(LeaseId lease, int candidate, Duration life, Usd cap) implements RunEvent {}

  record LeaseUp(LeaseId lease) implements RunEvent {}

  /**
   * A lease came to nothing before the work was done.
   *
   * @param spent what it has cost until now
   */
  record LeaseFailed(LeaseId lease, Cause cause, String said, Usd spent) implements RunEvent {}

  /** The machine was lost at work; what was done stays done. */
  record LeaseLost(LeaseId lease, Cause cause, String said, Usd spent) implements RunEvent {}

  /** The offers of the plan are used up, with what became of the last; others are searched. */
  record SearchWanted(Cause cause, String said) implements RunEvent {}

  /**
   * Other offers, to be tried in this order after those of the plan.
   *
   * @param leases a fresh lease id for each
   */
  record Replanned(List<Candidate> candidates, List<LeaseId> leases) implements RunEvent {
    public Replanned {
      candidates = List.copyOf(candidates);
      leases = List.copyOf(leases);
    }
  }

  /** A search brought no other offer that fits. */
  record SearchFailed(String said) implements RunEvent {}

  /** Renting waits: too many create calls were made lately (storm brake). */
  record HeldBack(Instant until) implements RunEvent {}

  /** This much of the ceiling is spent. */
  record Warned(int percent, Usd spent) implements RunEvent {}

  /** Work must stop sooner than thought, so that the ceiling holds (law 7). */
  record TimeCut(LeaseId lease, Instant workEnds) implements RunEvent {}

  /**
   * Outputs came home while tasks went on (law 8).
   *
   * @param tasksDone how many tasks had ended when it began
   */
  record Gathered(int tasksDone, PullReport report) implements RunEvent {}

  record PushStarted() implements RunEvent {}

  record Pushed(PushReport report) implements RunEvent {}

  record SetUpStarted(int step) implements RunEvent {}

  record SetUpEnded(int step, int status) implements RunEvent {}

  record TaskStarted(int task) implements RunEvent {}

  record TaskEnded(int task, int status) implements RunEvent {}

  /** Its processes were killed and left no exit status. */
  record TaskVanished(int task) implements RunEvent {}

  /** Work is over; results are being brought home. */
  record PullStarted() implements RunEvent {}

  record Pulled(PullReport report) implements RunEvent {}

  /** Results could not be brought home yet. */
  record PullFailed(Cause cause, String said) implements RunEvent {}

  /** No more work is to be begun; what is there is brought home. */
  record StopWanted(Cause cause, String said) implements RunEvent {}

  /** Something went wrong that the person must know of at the end. */
  record Troubled(Cause cause, String said) implements RunEvent {}

  /** Nothing more is wanted from the machines; they are being ended. */
  record ReleaseStarted() implements RunEvent {}

  /** The machine stays, as asked. */
  record Kept(LeaseId lease) implements RunEvent {}

  /** A lease is over: nothing of it is left on the market. */
  record LeaseClosed(LeaseId lease, Usd spent) implements RunEvent {}

  /** The run is over. */
  record Ended() implements RunEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }
}
