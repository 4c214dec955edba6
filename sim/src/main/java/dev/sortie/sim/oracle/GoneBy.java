package dev.sortie.sim.oracle;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.run.RunEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Hears each fact when a process begins to go by it, which may be long before it stands in the
 * journal: this is when it must have its proof, and its word for what it gives up.
 */
final class GoneBy {
  private final Function<String, LeaseWatch> leases;
  private final List<Account> accounts;
  private final Proofs proofs;
  private final Waste waste;
  private final BiConsumer<Oracle, String> violated;
  private final Set<Counted> counted = new HashSet<>();

  GoneBy(
      Function<String, LeaseWatch> leases,
      List<Account> accounts,
      Proofs proofs,
      Waste waste,
      BiConsumer<Oracle, String> violated) {
    this.leases = leases;
    this.accounts = accounts;
    this.proofs = proofs;
    this.waste = waste;
    this.violated = violated;
  }

  void counts(Entry entry) {
    if (!counted.add(new Counted(entry.aggregate(), entry.sequence(), entry.at()))) {
      return;
    }
    switch (entry.fact()) {
      case LeaseEvent event -> leaseCounts(leases.apply(entry.aggregate().value()), event);
      case RunEvent event -> waste.hear(event);
      default -> {}
    }
  }

  private void leaseCounts(LeaseWatch lease, LeaseEvent event) {
    waste.hear(lease.id, event);
    switch (event) {
      case LeaseEvent.AnswerUnclear _, LeaseEvent.NotOurs _ -> {
        lease.counted = -1;
        proofs.unclear(lease);
      }
      case LeaseEvent.NotRented(var why, _) -> {
        lease.closed = true;
        proofs.notRented(lease, why, accounts);
      }
      case LeaseEvent.Gone _ -> gone(lease);
      case LeaseEvent.Rented(var instance) -> lease.counted = instance.value();
      case LeaseEvent.StrayFound(_, var instance, _) -> lease.counted = instance.value();
      // Who takes it up may not know that it was over.
      case LeaseEvent.Adopted _ -> lease.closed = false;
      // They end nothing, and name no instance.
      case LeaseEvent.Intended _,
          LeaseEvent.LabelSeen _,
          LeaseEvent.NotListed _,
          LeaseEvent.StateSeen _,
          LeaseEvent.Reached _,
          LeaseEvent.GuardProven _,
          LeaseEvent.GuardDoubted _,
          LeaseEvent.GuardLost _,
          LeaseEvent.GuardRevived _,
          LeaseEvent.PriceRaised _,
          LeaseEvent.Unwatched _,
          LeaseEvent.TrafficCounted _,
          LeaseEvent.MarketEndHeld _,
          LeaseEvent.MarketEndFailed _,
          LeaseEvent.MarketEndRemoved _,
          LeaseEvent.MarketEndStuck _,
          LeaseEvent.EndWanted _,
          LeaseEvent.DestroyTried _,
          LeaseEvent.AbsenceSeen _,
          LeaseEvent.Resurfaced _ -> {}
    }
  }

  private void gone(LeaseWatch lease) {
    lease.closed = true;
    for (Account account : accounts) {
      if (account.contract.id() == lease.counted) {
        proofs.gone(lease, account);
        return;
      }
    }
    violated.accept(Oracle.PROVEN_GONE, lease.id + " taken for gone, which the market never had");
  }
}
