package dev.sortie.sim.process;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.reap.Owner;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.reap.Orphans;
import dev.sortie.engine.reap.Patrol;
import dev.sortie.engine.reap.Reaper;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.market.Rows;
import java.time.Instant;
import java.util.List;

/** Walks the listing on virtual time, as {@link Patrol} does; the reaper is the engine's own. */
final class SimPatrol {
  private static final Listener NOBODY = _ -> {};

  private final Machine machine;
  private final Life life;
  private final LeaseDesk desk;
  private final Reaper reaper;
  private final Orphans orphans;
  private boolean started;
  private int rounds;

  SimPatrol(Machine machine, Life life, History history, LeaseDesk desk) {
    Owner owner = new Owner(SimProcess.CONTROLLER, SimProcess.ENDPOINT, SimProcess.ACCOUNT);
    this.machine = machine;
    this.life = life;
    this.desk = desk;
    this.reaper = new Reaper(owner, history, desk, life.clock(), NOBODY);
    this.orphans = new Orphans(owner, history, machine.claims(life));
  }

  void start() {
    if (!started) {
      started = true;
      life.in(1, this::round);
    }
  }

  private void round() {
    if (machine.off() != Protection.REAPER) {
      takeOrphans();
    }
    Instant asked = life.clock().instant();
    long left = machine.agenda().now();
    machine
        .agenda()
        .in(
            20 + machine.dice().below(200),
            () -> machine.market().list("", seen -> listed(seen, asked, left)));
  }

  private void takeOrphans() {
    for (LeaseId lease : orphans.leasesToEnd(life.clock().instant())) {
      take(lease);
    }
  }

  private void listed(Inventory seen, Instant asked, long left) {
    life.now(() -> {
      life.in(LeaseCalls.TO_MIND, () -> machine.market().heardOf(seen, left, ""));
      boolean sweeps = machine.off() != Protection.REAPER;
      if (sweeps && seen instanceof Inventory.Complete complete) {
        reaper.sweep(believed(complete), asked);
      }
      life.in(Patrol.pause(rounds++).toMillis(), this::round);
    });
  }

  private void take(LeaseId lease) {
    try {
      desk.inherit(lease, NOBODY);
    } catch (FencedException _) {
      // Another process was faster.
    }
  }

  /** A saboteur: without OWNERSHIP every instance looks like one of ours. */
  private Inventory.Complete believed(Inventory.Complete truth) {
    if (machine.off() != Protection.OWNERSHIP) {
      return truth;
    }
    List<Instance> all = truth.instances().stream().map(SimPatrol::asOurs).toList();
    return new Inventory.Complete(all);
  }

  private static Instance asOurs(Instance other) {
    return Rows.labelled(other, "sortie-" + SimProcess.CONTROLLER + "-lease001");
  }
}
