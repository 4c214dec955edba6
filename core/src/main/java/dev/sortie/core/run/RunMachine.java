package dev.sortie.core.run;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.machine.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The road of a run: rent, push, set up, work, pull, release. Pure. */
public final class RunMachine implements StateMachine<Run, RunEvent, RunSignal, RunAction> {
  private static final Duration PULL_RETRY = Duration.ofSeconds(10);

  /** What was asked for and has not come about is asked for again: it may have met nobody. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  /** What a task wrote last counts as being written for some seconds; it is fetched right after. */
  private static final Duration SETTLED = Duration.ofSeconds(6);

  @Override
  public Run initial() {
    return Run.UNPLANNED;
  }

  @Override
  public Decision<RunEvent, RunAction> decide(Run run, RunSignal signal, Instant now) {
    Course course = new Course(run, now);
    switch (signal) {
      case RunSignal.Open(var plan) -> Leasing.first(course, plan);
      case RunSignal.Tick _ -> Stops.tick(course);
      case RunSignal.Resumed(var by) -> Road.resume(course, by);
      case RunSignal.LeaseReached(var lease) -> Leasing.reached(course, lease);
      case RunSignal.LeaseTurnedBad bad -> Leasing.turnedBad(course, bad);
      case RunSignal.LeaseClosed(var lease, var spent) -> Leasing.closed(course, lease, spent);
      case RunSignal.PriceRaised(var lease, var gpuPerHour) ->
          Dearness.raised(course, lease, gpuPerHour);
      case RunSignal.GuardLost(var lease, var said) -> Stops.guardLost(course, lease, said);
      case RunSignal.Metered metered -> Spending.metered(course, metered);
      case RunSignal.HeldBack(var lease, var until) -> Leasing.heldBack(course, lease, until);
      case RunSignal.MoreFound(var candidates, var leases) ->
          Searching.found(course, candidates, leases);
      case RunSignal.NoneFound(var said) -> Searching.foundNone(course, said);
      case RunSignal.Gathered(var done, var report) -> Road.gathered(course, done, report);
      case RunSignal.PushAnswered(var report) -> Road.pushed(course, report);
      case RunSignal.SetUpAnswered(var step, var end) -> Road.setUp(course, step, end);
      case RunSignal.TaskAnswered(var task, var end) -> Road.worked(course, task, end);
      case RunSignal.PullAnswered(var report) -> Homecoming.pulled(course, report);
      case RunSignal.PullBroke(var cause, var said) -> Homecoming.broke(course, cause, said);
      case RunSignal.WorkFailed(var cause, var said) -> Road.failed(course, cause, said);
      case RunSignal.StopRequested(var cause, var said) ->
          Stops.requested(course, new RunTrouble(cause, said));
    }
    return course.decision();
  }

  @Override
  public Run evolve(Run run, RunEvent event, Instant at) {
    return Folding.evolve(run, event, at);
  }

  @Override
  public Optional<Instant> wakeAt(Run run, Instant now) {
    return switch (run.phase()) {
      case PULLING -> Optional.of(now.plus(PULL_RETRY));
      case RENTING, PUSHING, SETTING_UP, WORKING -> Optional.of(soonest(run, now));
      case RELEASING -> Optional.of(now.plus(ASK_AGAIN));
      case UNPLANNED, ENDED -> Optional.empty();
    };
  }

  /** The money is looked at, and outputs are gathered, this often; the end of work is on time. */
  private static Instant soonest(Run run, Instant now) {
    Instant look = now.plus(Road.isResultAwaited(run) ? SETTLED : ASK_AGAIN);
    // One that has passed wakes at once.
    Instant soon = now.plusMillis(1);
    return run.tenancy()
        .nextEnd(now)
        .or(run.tenancy()::workEnds)
        .filter(end -> !run.isStopping() && end.isBefore(look))
        .map(end -> end.isBefore(soon) ? soon : end)
        .orElse(look);
  }

  @Override
  public RunSignal tick() {
    return new RunSignal.Tick();
  }

  @Override
  public RunSignal resumed() {
    return new RunSignal.Resumed();
  }

  @Override
  public boolean isClosed(Run run) {
    return run.isEnded();
  }

  /** Tasks and steps have names on the machine, and are followed there when they began already. */
  @Override
  public boolean isBinding(RunAction action) {
    return switch (action) {
      case RunAction.OpenLease _ -> true;
      case RunAction.FindMore _,
          RunAction.Measure _,
          RunAction.Gather _,
          RunAction.EndLease _,
          RunAction.Push _,
          RunAction.SetUp _,
          RunAction.Work _,
          RunAction.CancelWork _,
          RunAction.Pull _,
          RunAction.PullAsItIs _ ->
          false;
    };
  }
}
