package dev.sortie.sim.oracle;

import dev.sortie.sim.market.Contract;
import java.util.ArrayList;
import java.util.List;

/** What the oracles know of one instance of ours. */
final class Account {
  final Contract contract;
  final LeaseWatch lease;
  long unwanted = -1;
  long since;
  long unexcused;
  long raw;
  long excusedByMarket;
  boolean returned;
  boolean cameBack;
  double costBefore;
  double unseen;
  final List<Proofs.Absence> absences = new ArrayList<>(2);
  long shown = -1;

  Account(Contract contract, LeaseWatch lease, long now) {
    this.contract = contract;
    this.lease = lease;
    this.since = now;
  }
}
