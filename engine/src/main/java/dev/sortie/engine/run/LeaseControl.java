package dev.sortie.engine.run;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseId;
import java.time.Duration;

/** What a run may do with its leases. */
interface LeaseControl {
  void open(LeaseId lease, int candidate, Duration life);

  void end(LeaseId lease, EndReason reason);

  /** Takes down how many bytes went to and from its machine. */
  void measure(LeaseId lease);
}
