package dev.sortie.engine.lease;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import java.time.Duration;

/** A lease that this process drives. Thread-safe. */
public interface LeaseHandle {
  Lease state();

  /** Asks for its end; it is over when {@link #await} says so. Harmless when repeated. */
  void end(EndReason reason);

  /** Waits until it is proven gone. */
  boolean await(Duration atMost) throws InterruptedException;
}
