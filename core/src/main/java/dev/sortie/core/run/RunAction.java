package dev.sortie.core.run;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.List;

/** What a run asks its controller to do. Each may be repeated after a crash. */
public sealed interface RunAction {
  /**
   * @param life how long the rental may live, tear-down included
   * @param cap what it may cost at most
   */
  record OpenLease(LeaseId lease, int candidate, Duration life, Usd cap) implements RunAction {}

  /**
   * Search for other offers by the plan's own query.
   *
   * @param time which search of the run it is, from 1
   * @param without machines that were tried
   */
  record FindMore(int time, List<MachineId> without) implements RunAction {
    public FindMore {
      without = List.copyOf(without);
    }
  }

  /** See how the money stands. */
  record Measure(LeaseId lease) implements RunAction {}

  /** Bring home what is there already, while tasks go on. */
  record Gather(LeaseId lease, int tasksDone) implements RunAction {}

  record EndLease(LeaseId lease, EndReason reason) implements RunAction {}

  record Push(LeaseId lease) implements RunAction {}

  record SetUp(LeaseId lease, int step) implements RunAction {}

  record Work(LeaseId lease, int task) implements RunAction {}

  /** End what is running on the machine: a push, a step or a task. */
  record CancelWork(LeaseId lease) implements RunAction {}

  record Pull(LeaseId lease) implements RunAction {}

  /** The same, but what is still being written is taken as it is by now. */
  record PullAsItIs(LeaseId lease) implements RunAction {}
}
