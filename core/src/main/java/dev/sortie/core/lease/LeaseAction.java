package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.remote.SshAddress;
import java.time.Duration;
import java.util.List;

/** What a lease asks its controller to do. All but {@link Rent} may be repeated at will. */
public sealed interface LeaseAction {
  /** Send the one create call of this lease. */
  record Rent(LeaseTerms terms) implements LeaseAction {}

  /** Walk the whole listing. */
  record TakeInventory() implements LeaseAction {}

  record Look(InstanceId instance) implements LeaseAction {}

  /** Try to log in. */
  record Probe(InstanceId instance, List<SshAddress> addresses) implements LeaseAction {
    public Probe {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * Tell the guard that we live.
   *
   * @param lease how long it shall wait for the next sign of life
   * @param left how long the instance may live at most from now on
   */
  record Renew(InstanceId instance, Duration lease, Duration left) implements LeaseAction {}

  record Destroy(InstanceId instance) implements LeaseAction {}
}
