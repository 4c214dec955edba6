package dev.sortie.sim.oracle;

import java.util.Locale;

/** How long instances were billed after their intended end, as a distribution. */
public final class Bounds {
  private static final int TENTHS = 20_000;

  private final long[] counts = new long[TENTHS + 1];
  private long all;
  private long most;

  public void add(long millis) {
    counts[(int) Math.min(TENTHS, millis / 100)]++;
    all++;
    most = Math.max(most, millis);
  }

  public void add(Bounds other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    all += other.all;
    most = Math.max(most, other.most);
  }

  public long count() {
    return all;
  }

  public long most() {
    return most;
  }

  /** The span that this share of all stays under, in milliseconds. */
  public long quantile(double share) {
    long rank = (long) Math.ceil(share * all);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(most, (i + 1) * 100L);
      }
    }
    return most;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f s, p99 %.1f s, p99.9 %.1f s, max %.1f s (of %,d)",
        quantile(0.5) / 1000.0,
        quantile(0.99) / 1000.0,
        quantile(0.999) / 1000.0,
        most / 1000.0,
        all);
  }
}
