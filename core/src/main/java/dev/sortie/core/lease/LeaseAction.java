package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.remote.SshAddress;
import java.time.Instant;
import java.util.List;

/**
 * What a lease asks its controller to do. All but {@link Rent} may be repeated at will, and each
 * carries all it needs: a process that has just taken the lease up can do it like any other.
 */
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
   * @param login for a process that has no connection to the machine yet
   */
  record Renew(InstanceId instance, Login login, Renewal renewal) implements LeaseAction {}

  /** Have the market's own scheduler end it, not before {@code deadline}. */
  record HoldEnd(OwnInstance instance, Instant deadline) implements LeaseAction {}

  /** Take that back. */
  record ReleaseEnd(InstanceId instance) implements LeaseAction {}

  record Destroy(OwnInstance instance) implements LeaseAction {}
}
