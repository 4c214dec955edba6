package dev.sortie.sim.world;

import dev.sortie.core.run.RunPlan;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.process.Life;
import dev.sortie.sim.process.Machine;
import dev.sortie.sim.process.SimProcess;
import dev.sortie.sim.process.Work;
import dev.sortie.sim.time.Agenda;
import java.util.ArrayList;
import java.util.List;

/** The processes that live and die here, one after another or side by side. */
final class Cast {
  private static final long TRY_AGAIN = 2_000;

  private final Machine machine;
  private final RunPlan plan;
  private final Work work;
  private final StormBrake brake;
  private final Untold untold;
  private final List<SimProcess> processes = new ArrayList<>(2);
  private boolean nobodyComes;

  Cast(Machine machine, RunPlan plan, Work work, StormBrake brake, Untold untold) {
    this.brake = brake;
    this.untold = untold;
    this.machine = machine;
    this.plan = plan;
    this.work = work;
  }

  void first() {
    SimProcess process = spawn();
    process.begin(plan);
  }

  /** The one that came last and lives. */
  SimProcess leading() {
    for (int i = processes.size() - 1; i > 0; i--) {
      if (processes.get(i).life().isAlive()) {
        return processes.get(i);
      }
    }
    return processes.getFirst();
  }

  void kill(SimProcess process) {
    if (process.life().isAlive()) {
      tell(process.life().name(), "is killed");
      process.life().end();
    }
  }

  /** Nobody goes on after this; what the machines do by themselves is all that is left. */
  void forGood() {
    nobodyComes = true;
  }

  boolean isForGood() {
    return nobodyComes;
  }

  /** Another process takes the run over as soon as it may. */
  void successor(long afterMillis, int tries) {
    if (machine.off() != Protection.TAKE_OVER) {
      agenda().in(afterMillis, () -> comes(tries));
    }
  }

  private void comes(int tries) {
    if (nobodyComes) {
      return;
    }
    SimProcess process = spawn();
    tell(process.life().name(), "starts");
    attempt(process, tries);
  }

  private void attempt(SimProcess process, int tries) {
    if (!process.life().isAlive()) {
      return;
    }
    if (process.takeOver(plan.id())) {
      untold.takenOver(silentSince(process), agenda().now());
      return;
    }
    if (tries <= 1) {
      process.life().end();
    } else {
      agenda().in(TRY_AGAIN, () -> attempt(process, tries - 1));
    }
  }

  /** Since when those that had the run before have been dead or asleep. */
  private long silentSince(SimProcess successor) {
    long since = 0;
    for (SimProcess other : processes) {
      since =
          other == successor || !other.hasDriven()
              ? since
              : Math.max(since, other.life().silentSince());
    }
    return since;
  }

  /** How many processes there have been. */
  int count() {
    return processes.size();
  }

  private SimProcess spawn() {
    String name = "process " + (processes.size() + 1);
    Life life = new Life(agenda(), machine.clock(), name, this::changed);
    SimProcess process = new SimProcess(machine, life, work, brake);
    processes.add(process);
    changed();
    return process;
  }

  private void changed() {
    boolean living = false;
    for (int i = 0; i < processes.size(); i++) {
      living |= processes.get(i).life().isAwake();
    }
    machine.oracles().living(living);
  }

  private void tell(String who, String what) {
    machine.tale().mix(agenda().now(), what.hashCode());
    machine.tale().tell(agenda().now(), who, what);
  }

  private Agenda agenda() {
    return machine.agenda();
  }
}
