package dev.sortie.engine.run;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import java.time.Duration;

/** What a run may do with its leases. */
public interface LeaseControl {
  void open(LeaseId lease, int candidate, Duration life, Usd cap);

  void end(LeaseId lease, EndReason reason);

  /** Takes down how many bytes went to and from its machine. */
  void measure(LeaseId lease);

  /** The lease as this process sees it. */
  Lease lease(LeaseId lease);

  /** What all leases of the run have cost up to now. */
  Usd spent();
}
