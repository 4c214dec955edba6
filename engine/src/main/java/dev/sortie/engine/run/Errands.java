package dev.sortie.engine.run;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.recipe.SecretName;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskStart;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.watch.Relay;
import dev.sortie.engine.watch.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What is done on a machine for a run: push, set-up steps, tasks, pull. */
final class Errands {
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(5);

  /** The start script leaves the image's variables there; see onstart.sh. */
  private static final String IMAGE_VARIABLES = "/root/.sortie/env";

  /** The next gather is soon; only the final pull is worth waiting for. */
  private static final Duration GATHER_PATIENCE = Duration.ofSeconds(5);

  private final RunPlan plan;
  private final TaskLogs logs;
  private final SecretSource secrets;
  private final Duration patience;
  private final Fenced watcher;
  private final Function<LeaseId, RemoteHost> hosts;
  private final Reaching reaching;
  private final Money money;

  /** How many bytes may still be brought home for what is left of the ceiling. */
  interface Money {
    long affordableBytes(LeaseId lease);
  }

  Errands(
      RunPlan plan,
      TaskLogs logs,
      SecretSource secrets,
      Duration patience,
      Fenced watcher,
      Function<LeaseId, RemoteHost> hosts,
      Money money) {
    this.plan = plan;
    this.logs = logs;
    this.secrets = secrets;
    this.patience = patience;
    this.watcher = watcher;
    this.hosts = hosts;
    this.reaching = new Reaching(hosts, watcher, patience);
    this.money = money;
  }

  static TaskId setUpId(int step) {
    return new TaskId("setup-" + step);
  }

  static TaskId taskId(int task) {
    return new TaskId("task-" + task);
  }

  PushReport push(LeaseId lease) {
    PushRequest request = PushRequests.of(plan);
    return reaching.reach(lease).push(request, new Relay(watcher, Watcher.Way.PUSH), patience);
  }

  TaskEnd setUp(LeaseId lease, int step) {
    return run(lease, setUpId(step), plan.recipe().setup().get(step - 1));
  }

  TaskEnd task(LeaseId lease, int task) {
    return run(lease, taskId(task), plan.recipe().command(plan.tasks().get(task - 1)));
  }

  void cancel(LeaseId lease, TaskId task) {
    hosts.apply(lease).cancel(task, CANCEL_GRACE);
  }

  PullReport pull(LeaseId lease) {
    return pull(lease, new Relay(watcher, Watcher.Way.PULL), patience, UnaryOperator.identity());
  }

  PullReport pullAsItIs(LeaseId lease) {
    return pull(lease, new Relay(watcher, Watcher.Way.PULL), patience, PullRequest::asItIs);
  }

  /** Brings home what is there by now, while a task goes on. */
  PullReport gather(LeaseId lease) {
    return pull(lease, SyncProgress.NONE, GATHER_PATIENCE, PullRequest::duringTheWork);
  }

  /** What the ceiling does not pay for stays there, and is named (law 7). */
  private PullReport pull(
      LeaseId lease, SyncProgress progress, Duration patience, UnaryOperator<PullRequest> adapted) {
    RemoteHost host = hosts.apply(lease);
    long begun = host.traffic().bytesUp();
    long paid = money.affordableBytes(lease);
    List<PullReport> reports = new ArrayList<>();
    for (Outputs outputs : plan.recipe().outputs()) {
      PullRequest request =
          adapted.apply(PullRequests.of(plan.recipe(), outputs, Path.of(plan.outFolder())));
      // What came for the folders before is on the meter only a moment later.
      long left = Math.max(0, paid - (host.traffic().bytesUp() - begun));
      long affordable = Math.min(left, money.affordableBytes(lease));
      reports.add(
          host.pull(
              paid == Long.MAX_VALUE ? request : request.atMostBytes(affordable),
              progress,
              patience));
    }
    return PullReports.sum(reports);
  }

  private TaskEnd run(LeaseId lease, TaskId id, String command) {
    Recipe recipe = plan.recipe();
    TaskStart start =
        new TaskStart(id, command, recipe.folder(), environment(), Optional.of(IMAGE_VARIABLES));
    RemoteHost host = reaching.reach(lease, there -> there.start(start));
    try (Tee tee = Tee.open(() -> logs.open(plan.id().value(), id.value(), lease), watcher)) {
      return host.follow(id, tee.read(), tee, patience);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(plan.recipe().environment());
    for (SecretName secret : plan.recipe().secrets()) {
      secrets.find(secret.name()).ifPresent(value -> all.put(secret.name(), value.reveal()));
    }
    return all;
  }
}
