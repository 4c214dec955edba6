package dev.sortie.engine.takeover;

import dev.sortie.core.choose.HostMemory;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Login;
import dev.sortie.core.machine.StateMachine;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.actor.Stepper;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseWorld;
import dev.sortie.engine.lease.MarketWorld;
import dev.sortie.engine.plan.Planner;
import dev.sortie.engine.run.Brake;
import dev.sortie.engine.run.ImageLogins;
import dev.sortie.engine.run.MachineWorld;
import dev.sortie.engine.run.RunDriver;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.run.RunSetting;
import dev.sortie.engine.run.TaskLogs;
import dev.sortie.engine.watch.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One process that drives a run, with the engine's own parts but for threads and the outside. */
final class Life implements Drives, LeaseWorld {
  private final World world;
  private final InMemoryJournal journal;
  private final Claims claims;
  private final LeaseWorld leases;
  private final RunHandle run;

  /** What was asked for and could not be done, and what came of it. */
  final List<String> failed = new ArrayList<>();

  /**
   * @param before whether another process drove it before
   */
  Life(World world, InMemoryJournal journal, RunPlan plan, Path folder, boolean before) {
    this.world = world;
    this.journal = journal;
    // Those of a process that is dead are free.
    this.claims = new SharedClaims().of("us");
    History history = new History(journal);
    Set<SshAddress> known =
        plan.leases().stream()
            .flatMap(id -> history.lease(id).stream())
            .flatMap(lease -> lease.login().stream())
            .map(Login::address)
            .collect(Collectors.toSet());
    Connections connections = new Connections(new WorldHosts(world, known), Path.of("key"));
    this.leases = new MarketWorld(world, connections, claims, world.time, _ -> false);
    Planner planner = new Planner(world, () -> new LeaseId("lease999"), () -> HostMemory.NONE);
    MachineWorld errands =
        new MachineWorld(
            connections,
            new TaskLogs(folder, 1 << 20),
            _ -> Optional.empty(),
            Duration.ZERO,
            claims,
            world.time,
            planner);
    RunSetting setting =
        new RunSetting(
            this,
            world.time,
            new LeaseDesk(this, this, claims, history, "process 2"),
            this,
            (of, control, watcher) -> heard(errands.performer(of, control, watcher)),
            "home",
            world.endpoint(),
            7,
            ImageLogins.NONE,
            new Brake(StormBrake.USUAL, history, world.time));
    claims.take(new AggregateId(AggregateId.Kind.RUN, plan.id().value()));
    RunDriver driver = new RunDriver(setting, plan, Watcher.NONE);
    this.run = before ? driver.succeeding(history, "process 2") : driver;
  }

  void begin() {
    run.begin();
  }

  /** Whether whoever waits for the run hears that it is over. */
  boolean isOver() {
    try {
      return run.await(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Run run() {
    return run.state();
  }

  @Override
  public <S, E extends Fact, G, A> Drive<S, G> drive(
      AggregateId id,
      Class<E> facts,
      StateMachine<S, E, G, A> machine,
      Performer<A, G> performer,
      Listener listener) {
    return new VirtualDrive<>(
        world.time, new Stepper<>(id, facts, machine, journal, claims, listener), performer);
  }

  @Override
  public Performer<LeaseAction, LeaseSignal> performer(
      LeaseId lease, Function<LeaseTerms, RentRequest> request) {
    Performer<LeaseAction, LeaseSignal> real = leases.performer(lease, request);
    return new Performer<>() {
      @Override
      public List<LeaseSignal> perform(LeaseAction action) throws InterruptedException {
        List<LeaseSignal> signals = real.perform(action);
        signals.stream().filter(Failures::isOne).forEach(s -> failed.add(action + ": " + s));
        return signals;
      }

      @Override
      public List<LeaseSignal> fault(LeaseAction action, RuntimeException fault) {
        failed.add(action + ": " + fault);
        return real.fault(action, fault);
      }
    };
  }

  private Performer<RunAction, RunSignal> heard(Performer<RunAction, RunSignal> real) {
    return new Performer<>() {
      @Override
      public List<RunSignal> perform(RunAction action) throws InterruptedException {
        List<RunSignal> signals = real.perform(action);
        signals.stream().filter(Failures::isOne).forEach(s -> failed.add(action + ": " + s));
        return signals;
      }

      @Override
      public List<RunSignal> fault(RunAction action, RuntimeException fault) {
        failed.add(action + ": " + fault);
        return real.fault(action, fault);
      }
    };
  }

  @Override
  public Optional<Traffic> traffic(LeaseId lease) {
    return leases.traffic(lease);
  }

  @Override
  public void found(LeaseId lease, InstanceId instance) {
    leases.found(lease, instance);
  }
}
