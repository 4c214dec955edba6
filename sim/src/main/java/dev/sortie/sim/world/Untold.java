package dev.sortie.sim.world;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.history.History;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.oracle.Oracles;

/**
 * Bytes that went over the wire for a process which ended, or lost the run, before a fact could
 * tell of them: no journal can know them. Only the last ones, for whoever lives must count them
 * often; and not those that came with a push or a pull which the journal of the run tells of. What
 * the product metered has no say.
 */
final class Untold {
  /** They are counted every fifteen seconds at least, in pieces of up to five. */
  private static final long COUNTED_EVERY = 15_000 + 5_000;

  private final RunId run;
  private final History history;
  private final Oracles oracles;
  private final Faults faults;

  Untold(RunId run, History history, Oracles oracles, Faults faults) {
    this.run = run;
    this.history = history;
    this.oracles = oracles;
    this.faults = faults;
  }

  /**
   * Another process goes on from what the journal holds.
   *
   * @param silentSince since when whoever had the run could not tell of anything
   */
  void takenOver(long silentSince, long now) {
    boolean refused = faults.heldBack(FaultKind.JOURNAL_REFUSES, silentSince);
    long couldTell =
        refused ? Math.min(silentSince, faults.began(FaultKind.JOURNAL_REFUSES)) : silentSince;
    if (refused) {
      oracles.takenOver(couldTell);
    }
    for (LeaseId lease : history.leasesFor(run)) {
      oracles
          .contract(lease)
          .ifPresent(contract -> contract.untoldSince(couldTell - COUNTED_EVERY, now, told(lease)));
    }
  }

  /** What the run's own facts tell of a machine: the oracle's arithmetic, not the engine's. */
  private Traffic told(LeaseId wanted) {
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
