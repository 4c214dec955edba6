package dev.sortie.core.money;

import java.time.Duration;
import java.util.Optional;

/**
 * The prices of one rental. Billing rules (vast.ai docs, "Billing"): the GPU is billed per second
 * while the instance runs, the disk from creation in every state, bytes in both directions always.
 *
 * @param gpuPerHour while running
 * @param diskPerHour for the whole rented disk, from creation to destruction
 * @param downPerGigabyte what the instance receives (our uploads)
 * @param upPerGigabyte what the instance sends (our downloads)
 * @param line over which it may run up costs between two looks; empty when nothing is known of it
 */
public record Rates(
    Usd gpuPerHour, Usd diskPerHour, Usd downPerGigabyte, Usd upPerGigabyte, Optional<Line> line) {
  private static final double BYTES_PER_GIGABYTE = 1e9;

  /** Of a machine whose line is not known. */
  public Rates(Usd gpuPerHour, Usd diskPerHour, Usd downPerGigabyte, Usd upPerGigabyte) {
    this(gpuPerHour, diskPerHour, downPerGigabyte, upPerGigabyte, Optional.empty());
  }

  /** The same at another price of the GPU. */
  public Rates repriced(Usd otherPerHour) {
    return new Rates(otherPerHour, diskPerHour, downPerGigabyte, upPerGigabyte, line);
  }

  /** What a full line costs in this time. */
  public Usd fullLine(Duration time) {
    return line.map(known -> network(known.full(time))).orElse(Usd.ZERO);
  }

  /** GPU and disk together: what an hour of running costs without traffic. */
  public Usd perHour() {
    return gpuPerHour.plus(diskPerHour);
  }

  public Usd network(Traffic traffic) {
    return downPerGigabyte
        .times(traffic.bytesDown() / BYTES_PER_GIGABYTE)
        .plus(upPerGigabyte.times(traffic.bytesUp() / BYTES_PER_GIGABYTE));
  }

  /** How many bytes the instance may send for this amount; all there are when they are free. */
  public long bytesUpFor(Usd amount) {
    if (amount.nanos() <= 0) {
      return 0;
    }
    return upPerGigabyte.nanos() <= 0
        ? Long.MAX_VALUE
        : (long) (BYTES_PER_GIGABYTE * amount.nanos() / upPerGigabyte.nanos());
  }

  public Cost cost(Duration running, Duration existing, Traffic traffic) {
    return new Cost(
        gpuPerHour.perHourFor(running), diskPerHour.perHourFor(existing), network(traffic));
  }
}
