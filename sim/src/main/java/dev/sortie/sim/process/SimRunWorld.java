package dev.sortie.sim.process;

import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.run.LeaseControl;
import dev.sortie.engine.run.RunWorld;
import dev.sortie.engine.watch.Watcher;

/** What the runs of one process act through. */
record SimRunWorld(Machine machine, Life life, SimLeaseWorld leases, Work work)
    implements RunWorld {
  @Override
  public Performer<RunAction, RunSignal> performer(
      RunPlan plan, LeaseControl control, Watcher watcher) {
    return new RunCalls(machine, life, leases, work, control, new Further(machine, life, plan));
  }
}
