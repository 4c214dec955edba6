package dev.sortie.core.money;

import java.time.Duration;

/** Spans of time as people say them, for messages. */
public final class Spans {
  private Spans() {}

  /** {@code 42 s}, {@code 9 min}, {@code 12 h}, {@code 2 h 05 min}. */
  public static String words(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long rest = minutes % 60;
    return minutes / 60 + " h" + (rest == 0 ? "" : (rest < 10 ? " 0" : " ") + rest + " min");
  }
}
