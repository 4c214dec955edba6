package dev.sortie.sim.fault;

/** Which faults are in force now: so many times, or until so long. */
public final class Faults {
  private static final int KINDS = FaultKind.values().length;

  /** Whoever waits for the end of an outage looks so often: in a shorter gap nothing happens. */
  private static final long GAP = 2_000;

  private final int[] times = new int[KINDS];
  private final long[] from = new long[KINDS];
  private final long[] until = new long[KINDS];

  public void times(FaultKind kind, int count) {
    times[kind.ordinal()] += count;
  }

  public void clear(FaultKind kind) {
    times[kind.ordinal()] = 0;
  }

  public void until(FaultKind kind, long millis, long now) {
    if (until[kind.ordinal()] == 0 || now >= until[kind.ordinal()] + GAP) {
      from[kind.ordinal()] = now;
    }
    until[kind.ordinal()] = Math.max(until[kind.ordinal()], millis);
  }

  /** Whether it strikes this time; counts it. */
  public boolean strikes(FaultKind kind) {
    if (times[kind.ordinal()] <= 0) {
      return false;
    }
    times[kind.ordinal()]--;
    return true;
  }

  public boolean lasts(FaultKind kind, long now) {
    return now < until[kind.ordinal()];
  }

  /** Whether who was there then had not got over it; it may have been over for a moment. */
  public boolean heldBack(FaultKind kind, long at) {
    long end = until[kind.ordinal()];
    return end > 0 && at <= end + GAP;
  }

  /** When it began the last time it did, gaps that nobody can use left aside. */
  public long began(FaultKind kind) {
    return from[kind.ordinal()];
  }
}
