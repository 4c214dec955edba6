package dev.sortie.engine.lease;

import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.money.Traffic;
import dev.sortie.engine.actor.Performer;
import java.util.Optional;
import java.util.function.Function;

/** What leases act through: the market and machines over SSH, or a simulation of both. */
public interface LeaseWorld {
  /**
   * @param request makes the create call of a lease; asked only when it is to be sent
   */
  Performer<LeaseAction, LeaseSignal> performer(
      LeaseId lease, Function<LeaseTerms, RentRequest> request);

  /** All bytes of the lease so far; empty when it is not connected. */
  Optional<Traffic> traffic(LeaseId lease);

  /** A lease of an earlier life is taken up: finds its machine before the first errand. */
  void found(LeaseId lease, InstanceId instance);
}
