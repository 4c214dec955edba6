package dev.sortie.engine.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.actor.Performer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Performs what one run asks for. */
public final class RunEffects implements Performer<RunAction, RunSignal> {
  /** How long the last output of a cancelled task, and its end, may take to get here. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(10);

  private final Errands errands;
  private final LeaseControl leases;
  private final FurtherOffers offers;
  private final AtomicReference<Optional<UnderWay>> underWay =
      new AtomicReference<>(Optional.empty());

  RunEffects(Errands errands, LeaseControl leases, FurtherOffers offers) {
    this.errands = errands;
    this.leases = leases;
    this.offers = offers;
  }

  @Override
  public List<RunSignal> perform(RunAction action) throws InterruptedException {
    return switch (action) {
      case RunAction.OpenLease(var lease, var candidate, var life, var cap) -> {
        leases.open(lease, candidate, life, cap);
        yield List.of();
      }
      case RunAction.EndLease(var lease, var reason) -> {
        leases.end(lease, reason);
        yield List.of();
      }
      case RunAction.FindMore(_, var without) -> List.of(offers.find(without));
      case RunAction.Measure(var lease) -> List.of(measure(lease));
      case RunAction.Gather(var lease, var tasksDone) -> gather(lease, tasksDone);
      case RunAction.CancelWork(var lease) -> {
        cancel(lease);
        yield List.of();
      }
      case RunAction.Push(var lease) ->
          work(lease, Optional.empty(), () -> new RunSignal.PushAnswered(errands.push(lease)));
      case RunAction.SetUp(var lease, var step) ->
          work(
              lease,
              Optional.of(Errands.setUpId(step)),
              () -> new RunSignal.SetUpAnswered(step, errands.setUp(lease, step)));
      case RunAction.Work(var lease, var task) ->
          work(
              lease,
              Optional.of(Errands.taskId(task)),
              () -> new RunSignal.TaskAnswered(task, errands.task(lease, task)));
      case RunAction.Pull(var lease) -> List.of(pull(lease, errands::pull));
      case RunAction.PullAsItIs(var lease) -> List.of(pull(lease, errands::pullAsItIs));
    };
  }

  @Override
  public List<RunSignal> fault(RunAction action, RuntimeException fault) {
    return fault instanceof TroubleException known
        ? fault(action, known.trouble().cause(), known.trouble().happened())
        : fault(action, Cause.INTERNAL, "fault in Sortie: " + fault);
  }

  private static List<RunSignal> fault(RunAction action, Cause cause, String said) {
    return switch (action) {
      case RunAction.Push _, RunAction.SetUp _, RunAction.Work _ ->
          List.of(new RunSignal.WorkFailed(cause, said));
      case RunAction.Pull _, RunAction.PullAsItIs _ ->
          List.of(new RunSignal.PullBroke(cause, said));
      case RunAction.OpenLease(var lease, _, _, _) ->
          List.of(
              new RunSignal.LeaseTurnedBad(
                  lease, cause, said, false, dev.sortie.core.money.Usd.ZERO));
      case RunAction.FindMore _ -> List.of(new RunSignal.NoneFound(said));
      // Both are asked for again soon.
      case RunAction.Measure _, RunAction.Gather _ -> List.of();
      case RunAction.EndLease _, RunAction.CancelWork _ ->
          List.of(new RunSignal.StopRequested(cause, said));
    };
  }

  private List<RunSignal> work(LeaseId lease, Optional<TaskId> task, Errand errand) {
    UnderWay mine = new UnderWay(Thread.currentThread(), task);
    underWay.set(Optional.of(mine));
    try {
      RunSignal answer = attempt(errand);
      // What is late from a machine that was lost says nothing of the next one.
      return underWay.get().filter(mine::equals).isPresent() ? List.of(answer) : List.of();
    } finally {
      underWay.updateAndGet(current -> current.filter(other -> !other.equals(mine)));
      leases.measure(lease);
    }
  }

  private static RunSignal attempt(Errand errand) {
    try {
      return errand.run();
    } catch (RemoteException e) {
      // An interrupt was our own doing: it ends the wait, and the run goes on to bring home.
      Thread.interrupted();
      return new RunSignal.WorkFailed(Outcomes.of(e.problem()), e.problem().said());
    }
  }

  private RunSignal measure(LeaseId lease) {
    leases.measure(lease);
    Instant deadline = leases.lease(lease).deadline().orElse(Instant.MAX);
    return new RunSignal.Metered(lease, leases.spent(), deadline);
  }

  /** A gather that fails is begun anew soon; whether the machine is lost others find out. */
  private List<RunSignal> gather(LeaseId lease, int tasksDone) {
    try {
      return List.of(new RunSignal.Gathered(tasksDone, errands.gather(lease)));
    } catch (RemoteException _) {
      return List.of();
    } finally {
      leases.measure(lease);
    }
  }

  private RunSignal pull(LeaseId lease, Function<LeaseId, PullReport> errand) {
    try {
      return new RunSignal.PullAnswered(errand.apply(lease));
    } catch (RemoteException e) {
      return new RunSignal.PullBroke(Outcomes.of(e.problem()), e.problem().said());
    } finally {
      leases.measure(lease);
    }
  }

  /** A task is ended on the machine; where that fails, and for a push, the waiting thread is. */
  private void cancel(LeaseId lease) throws InterruptedException {
    Optional<UnderWay> current = underWay.get();
    if (current.isEmpty()) {
      return;
    }
    Optional<TaskId> task = current.get().task();
    if (task.isEmpty()) {
      current.get().thread().interrupt();
      return;
    }
    try {
      errands.cancel(lease, task.get());
      if (current.get().thread().join(LAST_OUTPUT)) {
        return;
      }
    } catch (RemoteException _) {
      // Whoever waits for the task must not wait for it any longer.
    }
    current.get().thread().interrupt();
  }

  /** One piece of work on a machine. */
  private interface Errand {
    RunSignal run();
  }

  private record UnderWay(Thread thread, Optional<TaskId> task) {}
}
