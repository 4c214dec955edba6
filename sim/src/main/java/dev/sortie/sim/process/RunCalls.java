package dev.sortie.sim.process;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.run.LeaseControl;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Protection;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Performs what one run asks for, on machines in memory; what {@code RunEffects} does. */
final class RunCalls implements SimPerformer<RunAction, RunSignal> {
  private static final LogPosition START = new LogPosition(0, 0);

  private final Machine machine;
  private final Life life;
  private final SimLeaseWorld world;
  private final Work work;
  private final LeaseControl leases;
  private final Pulls pulls;
  private final Further further;
  private @Nullable Errand underWay;

  RunCalls(
      Machine machine,
      Life life,
      SimLeaseWorld world,
      Work work,
      LeaseControl leases,
      Further further) {
    this.further = further;
    this.machine = machine;
    this.life = life;
    this.world = world;
    this.work = work;
    this.leases = leases;
    this.pulls = new Pulls(machine, life);
  }

  @Override
  public void begin(RunAction action, Consumer<List<RunSignal>> answer) {
    switch (action) {
      case RunAction.OpenLease(var lease, var candidate, var forLife, var cap) -> {
        leases.open(lease, candidate, forLife, cap);
        answer.accept(List.of());
      }
      case RunAction.EndLease(var lease, var reason) -> {
        leases.end(lease, reason);
        answer.accept(List.of());
      }
      case RunAction.FindMore(var time, _) -> further.find(time, answer);
      case RunAction.Measure(var lease) -> answer.accept(List.of(measure(lease)));
      case RunAction.Gather(var lease, var done) -> gather(lease, done, answer);
      case RunAction.CancelWork(var lease) -> cancel(lease, answer);
      case RunAction.Push(var lease) -> push(lease, answer);
      case RunAction.SetUp(var lease, var step) ->
          task(
              lease,
              "setup-" + step,
              0,
              answer,
              (_, end) -> new RunSignal.SetUpAnswered(step, end));
      case RunAction.Work(var lease, var task) ->
          task(
              lease,
              "task-" + task,
              task,
              answer,
              (_, end) -> new RunSignal.TaskAnswered(task, end));
      case RunAction.Pull(var lease) -> pull(lease, answer);
      case RunAction.PullAsItIs(var lease) -> pull(lease, answer);
    }
  }

  private RunSignal measure(LeaseId lease) {
    leases.measure(lease);
    Instant deadline = leases.lease(lease).deadline().orElse(Instant.MAX);
    return new RunSignal.Metered(lease, leases.spent(), deadline);
  }

  private void push(LeaseId lease, Consumer<List<RunSignal>> answer) {
    Errand mine = new Errand("");
    underWay = mine;
    reach(
        lease,
        mine,
        () -> finish(lease, mine, answer, lost()),
        wire -> {
          begins(wire);
          Transfer transfer =
              new Transfer(
                  machine.agenda(),
                  life,
                  wire,
                  work.pushBytes(),
                  true,
                  Transfer.PATIENCE,
                  whole -> finish(lease, mine, answer, whole ? pushed() : lost()));
          mine.interruption = transfer::interrupt;
          transfer.go();
        });
  }

  private RunSignal pushed() {
    return machine.faults().strikes(FaultKind.REMOTE_DISK_FULL)
        ? new RunSignal.WorkFailed(Cause.REMOTE_DISK_FULL, "no space left on device")
        : new RunSignal.PushAnswered(
            new PushReport(3, work.pushBytes(), 3, work.pushBytes(), 0, List.of(), List.of()));
  }

  private void task(
      LeaseId lease,
      String id,
      int number,
      Consumer<List<RunSignal>> answer,
      BiFunction<LeaseId, TaskEnd, RunSignal> signal) {
    Errand mine = new Errand(id);
    underWay = mine;
    reach(
        lease,
        mine,
        () -> finish(lease, mine, answer, lost()),
        wire -> {
          begins(wire);
          Tasks.start(machine, wire.contract(), id, number, work);
          Following following =
              new Following(
                  machine.agenda(),
                  life,
                  wire,
                  id,
                  end ->
                      finish(lease, mine, answer, end == null ? lost() : signal.apply(lease, end)));
          mine.interruption = following::interrupt;
          mine.poke = following::look;
          following.look();
        });
  }

  /** Work begins there, for all we know: the guard must have been proven. */
  private void begins(Wire wire) {
    if (!wire.contract().host().hasWorked()) {
      wire.contract().host().work();
      machine.oracles().workBegins(wire.contract());
    }
  }

  private void gather(LeaseId lease, int done, Consumer<List<RunSignal>> answer) {
    connect(
        lease,
        () -> answer.accept(List.of()),
        wire ->
            pulls.pull(
                wire,
                false,
                affordable(lease),
                report -> {
                  leases.measure(lease);
                  answer.accept(
                      report == null ? List.of() : List.of(new RunSignal.Gathered(done, report)));
                }));
  }

  private void pull(LeaseId lease, Consumer<List<RunSignal>> answer) {
    if (machine.off() == Protection.PULL_BEFORE_RELEASE) {
      answer.accept(List.of(new RunSignal.PullAnswered(new PullReport(0, 0, 0, 0, List.of()))));
      return;
    }
    if (machine.faults().lasts(FaultKind.LOCAL_DISK_FULL, machine.agenda().now())) {
      answer.accept(List.of(new RunSignal.PullBroke(Cause.LOCAL_DISK_FULL, "no space left here")));
      return;
    }
    RunSignal broke = new RunSignal.PullBroke(Cause.CONNECTION_LOST, "the connection dropped");
    connect(
        lease,
        () -> answer.accept(List.of(broke)),
        wire ->
            pulls.pull(
                wire,
                true,
                affordable(lease),
                report -> {
                  leases.measure(lease);
                  answer.accept(
                      List.of(report == null ? broke : new RunSignal.PullAnswered(report)));
                }));
  }

  private long affordable(LeaseId lease) {
    return leases.lease(lease).affordableBytes(life.clock().instant());
  }

  /** What runs is ended on the machine; where that fails, whoever waits for it waits no longer. */
  private void cancel(LeaseId lease, Consumer<List<RunSignal>> answer) {
    Errand current = underWay;
    if (current == null) {
      answer.accept(List.of());
      return;
    }
    if (current.task.isEmpty()) {
      current.interruption.run();
      answer.accept(List.of());
      return;
    }
    Wire wire = world.wire(lease);
    boolean there =
        wire.isConnected() && wire.contract().host().isReachable(machine.agenda().now());
    life.in(
        there ? 300 : 10_000,
        () -> {
          if (there) {
            wire.contract().host().cancel(current.task, machine.agenda().now());
            current.poke.run();
            life.in(10_000, current.interruption);
          } else {
            current.interruption.run();
          }
          answer.accept(List.of());
        });
  }

  private void finish(
      LeaseId lease, Errand mine, Consumer<List<RunSignal>> answer, RunSignal signal) {
    boolean current = underWay == mine;
    if (current) {
      underWay = null;
    }
    leases.measure(lease);
    // What is late from a machine that was lost says nothing of the next one.
    answer.accept(current ? List.of(signal) : List.of());
  }

  private static RunSignal lost() {
    return new RunSignal.WorkFailed(Cause.CONNECTION_LOST, "the connection did not come back");
  }

  /** What {@code Reaching} does: the first connection is waited for like one that dropped. */
  private void reach(LeaseId lease, Errand mine, Runnable fails, Consumer<Wire> connected) {
    mine.interruption = mine::end;
    tryToReach(lease, mine, machine.agenda().now() + Transfer.PATIENCE, fails, connected);
  }

  private void tryToReach(
      LeaseId lease, Errand mine, long until, Runnable fails, Consumer<Wire> connected) {
    connect(
        lease,
        () -> {
          if (mine.isOver || machine.agenda().now() >= until) {
            fails.run();
          } else {
            life.in(
                Transfer.RETRY,
                () -> {
                  if (mine.isOver) {
                    fails.run();
                  } else {
                    tryToReach(lease, mine, until, fails, connected);
                  }
                });
          }
        },
        connected);
  }

  /** The connection there is, or a new one; without an address there is none. */
  private void connect(LeaseId id, Runnable fails, Consumer<Wire> connected) {
    Lease lease = leases.lease(id);
    Wire wire = world.wire(id);
    if (wire.isConnected()) {
      connected.accept(wire);
    } else if (!wire.isHeard()) {
      fails.run();
    } else {
      boolean there = wire.contract().host().isReachable(machine.agenda().now());
      life.in(
          there ? 300 : 15_000,
          () -> {
            if (wire.contract().host().isReachable(machine.agenda().now())) {
              wire.connect(lease.meter().map(Meter::traffic).orElse(Traffic.NONE));
              connected.accept(wire);
            } else {
              fails.run();
            }
          });
    }
  }

  static TaskEnd exited(int status) {
    return new TaskEnd.Exited(status, START);
  }

  static TaskEnd vanished() {
    return new TaskEnd.Vanished(START);
  }

  @Override
  public List<RunSignal> fault(RunAction action, RuntimeException fault) {
    String said = "fault in Sortie: " + fault;
    return switch (action) {
      case RunAction.Push _, RunAction.SetUp _, RunAction.Work _ ->
          List.of(new RunSignal.WorkFailed(Cause.INTERNAL, said));
      case RunAction.Pull _, RunAction.PullAsItIs _ ->
          List.of(new RunSignal.PullBroke(Cause.INTERNAL, said));
      case RunAction.OpenLease(var lease, _, _, _) ->
          List.of(new RunSignal.LeaseTurnedBad(lease, Cause.INTERNAL, said, false, Usd.ZERO));
      case RunAction.FindMore _ -> List.of(new RunSignal.NoneFound(said));
      case RunAction.Measure _, RunAction.Gather _ -> List.of();
      case RunAction.EndLease _, RunAction.CancelWork _ ->
          List.of(new RunSignal.StopRequested(Cause.INTERNAL, said));
    };
  }

  /** One piece of work on a machine; a push has no task. */
  private static final class Errand {
    private final String task;
    private Runnable interruption = () -> {};
    private Runnable poke = () -> {};
    private boolean isOver;

    Errand(String task) {
      this.task = task;
    }

    void end() {
      isOver = true;
    }
  }
}
