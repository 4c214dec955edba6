package dev.sortie.practice.machine;

import java.util.concurrent.atomic.AtomicLong;

/** Counts one connection's bytes for the machine, and tells when the CUTS fault ends it. */
final class Cutter {
  private static final long CUT_BYTES = 300 * 1024;

  private final MachineDoor door;
  private final AtomicLong carried = new AtomicLong();

  Cutter(MachineDoor door) {
    this.door = door;
  }

  /** True when the connection has to end now. */
  boolean in(int bytes) {
    door.meter().in(bytes);
    return cuts(bytes);
  }

  /** True when the connection has to end now. */
  boolean out(int bytes) {
    door.meter().out(bytes);
    return cuts(bytes);
  }

  private boolean cuts(int bytes) {
    return carried.addAndGet(bytes) > CUT_BYTES && door.fault() == NetworkFault.CUTS;
  }
}
