package dev.sortie.sim.world;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.history.History;
import dev.sortie.sim.oracle.Oracles;

/**
 * Bytes that went over the wire for a process which ended, or lost the run, before a fact told of
 * them: no journal can know them.
 */
final class Untold {
  private final RunId run;
  private final History history;
  private final Oracles oracles;

  Untold(RunId run, Journal journal, Oracles oracles) {
    this.run = run;
    this.history = new History(journal);
    this.oracles = oracles;
  }

  /** Another process goes on from what the journal holds. */
  void takenOver() {
    for (LeaseId lease : history.leasesFor(run)) {
      oracles.contract(lease).ifPresent(contract -> contract.toldNoMoreThan(told(lease)));
    }
  }

  private Traffic told(LeaseId lease) {
    Traffic counted =
        history.lease(lease).flatMap(Lease::meter).map(Meter::traffic).orElse(Traffic.NONE);
    return counted.atLeast(byTheRun(lease));
  }

  /** What the run's own facts tell of a machine: the oracle's arithmetic, not the engine's. */
  private Traffic byTheRun(LeaseId wanted) {
    boolean here = false;
    Traffic sum = Traffic.NONE;
    for (Entry entry : history.entries(run)) {
      if (entry.fact() instanceof RunEvent.LeaseUp(var lease)) {
        here = lease.equals(wanted);
      } else if (here && entry.fact() instanceof RunEvent.Pushed(var report)) {
        sum = sum.plus(new Traffic(report.sentBytes(), 0));
      } else if (here && entry.fact() instanceof RunEvent.Gathered(_, var report)) {
        sum = sum.plus(new Traffic(0, report.broughtBytes()));
      } else if (here && entry.fact() instanceof RunEvent.Pulled(var report)) {
        sum = sum.plus(new Traffic(0, report.broughtBytes()));
      }
    }
    return sum;
  }
}
