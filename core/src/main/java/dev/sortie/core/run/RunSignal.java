package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.TaskEnd;
import java.time.Instant;
import java.util.List;

/** What reaches a run from outside. */
public sealed interface RunSignal {
  /** Begin. */
  record Open(RunPlan plan) implements RunSignal {}

  record Tick() implements RunSignal {}

  /**
   * A controller goes on with what was begun earlier.
   *
   * @param by who takes it over, for people; empty when nobody else had it
   */
  record Resumed(String by) implements RunSignal {
    public Resumed() {
      this("");
    }
  }

  record LeaseReached(LeaseId lease) implements RunSignal {}

  /**
   * The lease is being ended or came to nothing, and not because the run asked for it.
   *
   * @param mayRetry whether another offer may do better
   * @param fetched whether somebody else has brought home what it held
   */
  record LeaseTurnedBad(
      LeaseId lease, Cause cause, String said, boolean mayRetry, Usd spent, boolean fetched)
      implements RunSignal {
    public LeaseTurnedBad(LeaseId lease, Cause cause, String said, boolean mayRetry, Usd spent) {
      this(lease, cause, said, mayRetry, spent, false);
    }
  }

  /** Proven gone, or never rented. */
  record LeaseClosed(LeaseId lease, Usd spent) implements RunSignal {}

  /** The market asks more for the GPU of this lease than it offered. */
  record PriceRaised(LeaseId lease, Usd gpuPerHour) implements RunSignal {}

  /** The guard of a machine at work died and cannot be brought back. */
  record GuardLost(LeaseId lease, String said) implements RunSignal {}

  /**
   * How the money stands.
   *
   * @param spent what all leases of the run have cost
   * @param deadline when this lease will be ended at the latest, as it looks by now
   */
  record Metered(LeaseId lease, Usd spent, Instant deadline) implements RunSignal {}

  /** Other offers that fit; never none. */
  record MoreFound(List<Candidate> candidates, List<LeaseId> leases) implements RunSignal {}

  /** No other offer fits, or the market could not be asked. */
  record NoneFound(String said) implements RunSignal {}

  /** Too many create calls were made lately; this one waits. */
  record HeldBack(LeaseId lease, Instant until) implements RunSignal {}

  /**
   * Outputs were brought home while tasks went on.
   *
   * @param tasksDone how many tasks had ended when it began
   */
  record Gathered(int tasksDone, PullReport report) implements RunSignal {}

  record PushAnswered(PushReport report) implements RunSignal {}

  record SetUpAnswered(int step, TaskEnd end) implements RunSignal {}

  record TaskAnswered(int task, TaskEnd end) implements RunSignal {}

  record PullAnswered(PullReport report) implements RunSignal {}

  /** A push, a step or a task could not be carried on: connection, disk, host key. */
  record WorkFailed(Cause cause, String said) implements RunSignal {}

  record PullBroke(Cause cause, String said) implements RunSignal {}

  /** A person or a signal wants the end. */
  record StopRequested(Cause cause, String said) implements RunSignal {}
}
