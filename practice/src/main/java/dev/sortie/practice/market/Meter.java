package dev.sortie.practice.market;

import dev.sortie.practice.machine.Traffic;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an instance has used so far. Immutable.
 *
 * @param settledAt everything before is counted; market seconds since 1970
 * @param downBytes last reading of the machine's counter of downloaded bytes
 * @param upBytes and of uploaded ones
 * @param days by day since 1970 (UTC)
 */
public record Meter(double settledAt, long downBytes, long upBytes, Map<Long, DayUse> days) {
  public Meter {
    days = java.util.Collections.unmodifiableMap(new TreeMap<>(days));
  }

  static Meter from(double now) {
    return new Meter(now, 0, 0, Map.of());
  }

  /** The machine's counters as last read. */
  Traffic counters() {
    return new Traffic(downBytes, upBytes);
  }

  public DayUse total() {
    return days.values().stream().reduce(DayUse.NOTHING, DayUse::plus);
  }
}
