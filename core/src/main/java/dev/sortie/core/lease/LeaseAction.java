package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.remote.SshAddress;
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

  /** Tell the guard that we live. */
  record Renew(InstanceId instance, Renewal renewal) implements LeaseAction {}

  record Destroy(InstanceId instance) implements LeaseAction {}
}
