package dev.sortie.core.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.machine.Decision;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells a run one signal after another on a clock of its own and keeps what came of it. */
final class Tale {
  static final PullReport HOME = new PullReport(3, 300, 3, 300, List.of());
  static final PullReport TORN =
      new PullReport(
          3, 300, 2, 200, List.of(PullReport.Missing.yet("b.wav", "changed while being read")));
  static final LeaseId ONE = Samples.lease(1);
  static final LeaseId TWO = Samples.lease(2);

  final RunMachine machine = new RunMachine();
  final List<RunEvent> facts = new ArrayList<>();
  final List<RunAction> actions = new ArrayList<>();
  Run run = machine.initial();
  Instant now = Samples.NOON;
  Decision<RunEvent, RunAction> last = Decision.nothing();

  static Tale opened(Plans plans) {
    return new Tale().send(new RunSignal.Open(plans.plan()));
  }

  static Tale pushing(Plans plans) {
    return opened(plans).after(60).reached(ONE);
  }

  static Tale settingUp(Plans plans) {
    return pushing(plans).pushed();
  }

  static Tale working(Plans plans) {
    Tale tale = settingUp(plans);
    for (int step = 1; step <= plans.steps(); step++) {
      tale.setUp(step, 0);
    }
    return tale;
  }

  static Tale pulling(Plans plans) {
    Tale tale = working(plans);
    for (int task = 1; task <= plans.tasks(); task++) {
      tale.after(60).worked(task, 0);
    }
    return tale;
  }

  static Tale releasing(Plans plans) {
    return pulling(plans).send(new RunSignal.PullAnswered(HOME));
  }

  Tale send(RunSignal signal) {
    last = machine.decide(run, signal, now);
    for (RunEvent fact : last.facts()) {
      run = machine.evolve(run, fact, now);
    }
    facts.addAll(last.facts());
    actions.addAll(last.actions());
    return this;
  }

  Tale after(int seconds) {
    return after(Duration.ofSeconds(seconds));
  }

  Tale after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Tale reached(LeaseId lease) {
    return send(new RunSignal.LeaseReached(lease));
  }

  Tale pushed() {
    return send(new RunSignal.PushAnswered(new PushReport(1, 1, 1, 1, 0, List.of(), List.of())));
  }

  Tale setUp(int step, int status) {
    return send(new RunSignal.SetUpAnswered(step, exited(status)));
  }

  Tale worked(int task, int status) {
    return send(new RunSignal.TaskAnswered(task, exited(status)));
  }

  Tale pulled(PullReport report) {
    return send(new RunSignal.PullAnswered(report));
  }

  Tale pullBroke() {
    return send(new RunSignal.PullBroke(Cause.CONNECTION_LOST, "no route"));
  }

  Tale bad(LeaseId lease, Cause cause, boolean mayRetry, String spent) {
    return send(new RunSignal.LeaseTurnedBad(lease, cause, "it broke", mayRetry, Usd.of(spent)));
  }

  Tale lost(LeaseId lease) {
    return bad(lease, Cause.INSTANCE_LOST, true, "0.1");
  }

  Tale closed(LeaseId lease) {
    return send(new RunSignal.LeaseClosed(lease, Usd.of("0.05")));
  }

  Tale stop() {
    return send(new RunSignal.StopRequested(Cause.INTERRUPTED, "Ctrl-C"));
  }

  Tale tick() {
    return send(new RunSignal.Tick());
  }

  /** The kinds of facts so far, in order. */
  List<String> kinds() {
    return kinds(facts);
  }

  static List<String> kinds(List<?> things) {
    return things.stream().map(thing -> thing.getClass().getSimpleName()).toList();
  }

  List<Cause> troubles() {
    return run.verdict().troubles().stream().map(RunTrouble::cause).toList();
  }

  Stream<RunAction.EndLease> ends() {
    return actions.stream()
        .filter(RunAction.EndLease.class::isInstance)
        .map(RunAction.EndLease.class::cast);
  }

  static TaskEnd exited(int status) {
    return new TaskEnd.Exited(status, LogPosition.START);
  }
}
