package dev.sortie.sim.process;

import dev.sortie.core.error.Cause;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.run.RunDriver;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.run.RunSetting;
import dev.sortie.engine.watch.Watcher;
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
  private @Nullable RunHandle run;

  public SimProcess(Machine machine, Life life, Work work) {
    this.machine = machine;
    this.life = life;
    Journal journal = machine.journal().of(life);
    this.history = new History(journal);
    SimDrives drives = new SimDrives(machine, life, journal, this::runOver);
    SimLeaseWorld leases = new SimLeaseWorld(machine, life);
    this.setting =
        new RunSetting(
            drives,
            machine.clock(),
            new LeaseDesk(drives, leases),
            leases,
            new SimRunWorld(machine, life, leases, work),
            CONTROLLER,
            ENDPOINT,
            ACCOUNT,
            Optional.empty());
  }

  public Life life() {
    return life;
  }

  /** Sets out on a new run. */
  public void begin(RunPlan plan) {
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
    if (!machine.claims(life).take(new AggregateId(AggregateId.Kind.RUN, id.value()))) {
      return false;
    }
    Optional<Run> known = history.run(id).filter(found -> !found.isEnded());
    if (known.isEmpty()) {
      runOver();
      return true;
    }
    RunHandle driver =
        new RunDriver(setting, known.get().agreed(), Watcher.NONE).succeeding(history);
    run = driver;
    driver.begin();
    return true;
  }

  /** A person asks for the end. */
  public void stop() {
    RunHandle driver = run;
    if (driver != null) {
      life.now(() -> driver.stop(Cause.INTERRUPTED, "stopped by a person"));
    }
  }

  private void runOver() {
    life.in(50, life::end);
  }
}
