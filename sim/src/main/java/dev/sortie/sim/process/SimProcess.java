package dev.sortie.sim.process;

import dev.sortie.core.error.Cause;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.Tenancy;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.run.Brake;
import dev.sortie.engine.run.ImageLogins;
import dev.sortie.engine.run.RunDriver;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.run.RunSetting;
import dev.sortie.engine.watch.Watcher;
import dev.sortie.sim.fault.Protection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One process of Sortie: a desk of leases and the driver of a run, as the engine wires them. */
public final class SimProcess {
  public static final String CONTROLLER = "home";
  public static final String ENDPOINT = "https://market.invalid";
  public static final long ACCOUNT = 7;

  private final Machine machine;
  private final Life life;
  private final History history;
  private final RunSetting setting;
  private final LeaseDesk desk;
  private final SimPatrol patrol;
  private @Nullable RunHandle run;

  public SimProcess(Machine machine, Life life, Work work, StormBrake brake) {
    this.machine = machine;
    this.life = life;
    Journal journal = machine.journal().of(life);
    this.history = new History(journal);
    SimDrives drives = new SimDrives(machine, life, journal, this::runOver);
    SimLeaseWorld leases = new SimLeaseWorld(machine, life);
    Claims claims = machine.claims(life);
    this.desk = new LeaseDesk(drives, leases, claims, history, life.name());
    this.patrol = new SimPatrol(machine, life, history, desk);
    StormBrake rule = machine.off() == Protection.STORM_BRAKE ? new StormBrake(1000, 1000) : brake;
    this.setting =
        new RunSetting(
            drives,
            life.clock(),
            desk,
            leases,
            new SimRunWorld(machine, life, leases, work),
            CONTROLLER,
            ENDPOINT,
            ACCOUNT,
            ImageLogins.NONE,
            new Brake(rule, history, life.clock()));
  }

  public Life life() {
    return life;
  }

  /** Sets out on a new run. */
  public void begin(RunPlan plan) {
    machine.claims(life).take(id(plan.id()));
    patrol.start();
    RunHandle driver = new RunDriver(setting, plan, Watcher.NONE);
    run = driver;
    driver.begin();
  }

  /**
   * Goes on with a run that nobody drives.
   *
   * @return whether there is nothing left to try: it is taken over, or over
   */
  public boolean takeOver(RunId id) {
    if (!takeWhole(id)) {
      return false;
    }
    patrol.start();
    Optional<Run> known = history.run(id).filter(found -> !found.isEnded());
    if (known.isEmpty()) {
      runOver();
      return true;
    }
    RunHandle driver =
        new RunDriver(setting, known.get().agreed(), Watcher.NONE).succeeding(history, life.name());
    run = driver;
    driver.begin();
    return true;
  }

  /** A run and what it has open on the market: all of it or nothing. */
  private boolean takeWhole(RunId id) {
    Claims claims = machine.claims(life);
    if (!claims.take(id(id))) {
      return false;
    }
    List<LeaseId> open = history.run(id).map(Run::tenancy).map(Tenancy::open).orElse(List.of());
    if (open.stream().allMatch(lease -> claims.take(id(lease)))) {
      return true;
    }
    open.forEach(lease -> claims.release(id(lease)));
    claims.release(id(id));
    return false;
  }

  private static AggregateId id(RunId run) {
    return new AggregateId(AggregateId.Kind.RUN, run.value());
  }

  private static AggregateId id(LeaseId lease) {
    return new AggregateId(AggregateId.Kind.LEASE, lease.value());
  }

  /** Whether it has had the run. */
  public boolean hasDriven() {
    return run != null;
  }

  /** A person asks for the end. */
  public void stop() {
    RunHandle driver = run;
    if (driver != null) {
      life.now(() -> driver.stop(Cause.INTERRUPTED, "stopped by a person"));
    }
  }

  private void runOver() {
    life.in(50, this::leave);
  }

  /** What it has begun to end it sees to its end, as {@link LeaseDesk#awaitEnds} does. */
  private void leave() {
    if (desk.isEnding() || !isWritten()) {
      life.in(1_000, this::leave);
    } else {
      life.end();
    }
  }

  private boolean isWritten() {
    RunHandle driver = run;
    try {
      return driver == null || driver.await(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
