package dev.sortie.core.money;

import java.util.Locale;

/** Bytes as people say them, for messages. */
public final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Sizes() {}

  /** Decimal units, as links and bills count: {@code 512 B}, {@code 1.2 MB}. */
  public static String words(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    boolean whole = unit == 0 || value >= 99.95;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}
