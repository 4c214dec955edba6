package dev.sortie.engine.run;

import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.watch.Watcher;

/** What runs act through: errands on machines over SSH, or a simulation of them. */
public interface RunWorld {
  Performer<RunAction, RunSignal> performer(RunPlan plan, LeaseControl leases, Watcher watcher);
}
