package dev.sortie.engine.run;

import dev.sortie.core.journal.Claims;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.run.RunAction;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.lease.Connections;
import dev.sortie.engine.plan.Planner;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The real thing: errands over SSH.
 *
 * @param claims what lets a process write logs and outputs of a run
 * @param planner finds other offers when those of a plan are used up
 * @param patience how long a lost connection is tried again while work goes on
 */
public record MachineWorld(
    Connections connections,
    TaskLogs logs,
    SecretSource secrets,
    Duration patience,
    Claims claims,
    InstantSource clock,
    Planner planner)
    implements RunWorld {
  @Override
  public Performer<RunAction, RunSignal> performer(
      RunPlan plan, LeaseControl leases, Watcher watcher) {
    Fenced fenced = new Fenced(plan.id(), claims, watcher);
    Errands errands =
        new Errands(
            plan,
            logs,
            secrets,
            patience,
            fenced,
            lease -> {
              RemoteHost host = connections.connect(lease, leases.lease(lease));
              // Connecting may have taken long.
              fenced.check();
              return host;
            },
            lease -> leases.lease(lease).affordableBytes(clock.instant()));
    return new RunEffects(errands, leases, new FurtherOffers(planner, plan));
  }
}
