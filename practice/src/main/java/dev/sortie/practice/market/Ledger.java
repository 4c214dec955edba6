package dev.sortie.practice.market;

import dev.sortie.practice.machine.Traffic;
import java.util.Map;
import java.util.TreeMap;

/**
 * The published billing rules: GPU time only while running, disk from creation to destruction in
 * every state but offline, traffic per byte in any state. Pure.
 */
public final class Ledger {
  static final double SECONDS_A_DAY = 86_400;
  private static final double SECONDS_AN_HOUR = 3600;
  private static final double BYTES_A_GB = 1e9;

  private Ledger() {}

  /** The rates that hold while the host reports {@code actual}. */
  static Rates rates(Contract contract, Actual actual) {
    double gpu = actual == Actual.RUNNING ? contract.gpuPerHour() : 0;
    double disk = actual == Actual.OFFLINE ? 0 : contract.diskPerHour();
    return new Rates(gpu, disk, contract.offer().inetDownCost(), contract.offer().inetUpCost());
  }

  /** Counts up to {@code now}; the rates held all the time since the meter was last settled. */
  static Meter settle(Meter meter, Rates rates, Traffic traffic, double now) {
    if (now <= meter.settledAt()) {
      return meter;
    }
    Map<Long, DayUse> days = new TreeMap<>(meter.days());
    double from = meter.settledAt();
    while (from < now) {
      long day = day(from);
      double until = Math.min(now, (day + 1) * SECONDS_A_DAY);
      days.merge(day, time(rates, until - from), DayUse::plus);
      from = until;
    }
    long down = since(meter.downBytes(), traffic.in());
    long up = since(meter.upBytes(), traffic.out());
    days.merge(day(now), bytes(rates, down, up), DayUse::plus);
    return new Meter(now, traffic.in(), traffic.out(), days);
  }

  /** A counter below its last reading began again at zero: the machine was made anew. */
  private static long since(long last, long count) {
    return count >= last ? count - last : count;
  }

  private static DayUse time(Rates rates, double seconds) {
    double hours = seconds / SECONDS_AN_HOUR;
    double gpuSeconds = rates.gpuPerHour() > 0 ? seconds : 0;
    double diskSeconds = rates.diskPerHour() > 0 ? seconds : 0;
    return new DayUse(
        gpuSeconds,
        hours * rates.gpuPerHour(),
        diskSeconds,
        hours * rates.diskPerHour(),
        0,
        0,
        0,
        0);
  }

  private static DayUse bytes(Rates rates, long down, long up) {
    double downDollars = down / BYTES_A_GB * rates.downPerGb();
    double upDollars = up / BYTES_A_GB * rates.upPerGb();
    return new DayUse(0, 0, 0, 0, down, downDollars, up, upDollars);
  }

  static long day(double seconds) {
    return (long) Math.floor(seconds / SECONDS_A_DAY);
  }
}
