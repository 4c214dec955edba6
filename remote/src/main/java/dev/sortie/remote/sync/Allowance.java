package dev.sortie.remote.sync;

import dev.sortie.core.money.Sizes;
import java.io.InterruptedIOException;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** What a pull may still take from the link, and how fast. For one thread. */
final class Allowance {
  /** Besides its content: tar header and padding, hash, names. */
  static final long BYTES_PER_FILE = 1024;

  private static final long SLICE_NANOS = 100_000_000;

  private final OptionalLong bytesPerSecond;
  private final long most;
  private final BooleanSupplier givesWay;
  private long taken;
  private long paidUntilNanos = System.nanoTime();

  /**
   * @param givesWay whether somebody more important waits
   */
  Allowance(OptionalLong bytesPerSecond, OptionalLong most, BooleanSupplier givesWay) {
    this.bytesPerSecond = bytesPerSecond;
    this.most = most.orElse(Long.MAX_VALUE);
    this.givesWay = givesWay;
  }

  /** The pull must end here; what came stays. */
  static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpentException(String why) {
      super(why);
    }
  }

  boolean isLimited() {
    return most < Long.MAX_VALUE;
  }

  long left() {
    return most - taken;
  }

  String overLimit() {
    return "not fetched: this pull may bring at most " + Sizes.words(most);
  }

  /** Counts bytes that came; waits when they came too fast. */
  void took(long bytes) throws InterruptedIOException {
    taken += bytes;
    if (taken > most) {
      throw new SpentException(overLimit());
    }
    check();
    if (bytesPerSecond.isPresent()) {
      long price = Math.round(1e9 * bytes / bytesPerSecond.getAsLong());
      paidUntilNanos = Math.max(paidUntilNanos, System.nanoTime() - SLICE_NANOS) + price;
      pause();
    }
  }

  private void pause() throws InterruptedIOException {
    for (long left = paidUntilNanos - System.nanoTime();
        left > 0;
        left = paidUntilNanos - System.nanoTime()) {
      check();
      try {
        Thread.sleep(java.time.Duration.ofNanos(Math.min(left, SLICE_NANOS)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  void check() {
    if (givesWay.getAsBoolean()) {
      throw new SpentException("not fetched: this pull gave way to the one after the work");
    }
  }
}
