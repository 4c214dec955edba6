package dev.sortie.core.money;

import java.time.Duration;

/**
 * What a machine's line to the Internet carries at most, as the market measured it.
 *
 * @param downMbps what the machine receives, in millions of bits a second
 * @param upMbps what it sends
 */
public record Line(double downMbps, double upMbps) {
  private static final double BYTES_PER_MEGABIT = 125_000;

  public Line {
    if (!(downMbps >= 0) || !(upMbps >= 0)) {
      throw new IllegalArgumentException("a line cannot be negative");
    }
  }

  /** Bytes that go over it in this time when it is full both ways. */
  public Traffic full(Duration time) {
    return new Traffic(bytes(downMbps, time), bytes(upMbps, time));
  }

  private static long bytes(double mbps, Duration time) {
    return (long) Math.ceil(mbps * BYTES_PER_MEGABIT * time.toMillis() / 1000);
  }
}
