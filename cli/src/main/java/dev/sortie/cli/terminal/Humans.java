package dev.sortie.cli.terminal;

import dev.sortie.core.money.Sizes;
import dev.sortie.core.money.Usd;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Figures as people write them. */
public final class Humans {
  private Humans() {}

  /** A running clock: {@code 0:02}, {@code 12:40}, {@code 1:05:09}. */
  public static String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** A span in words: {@code 42 s}, {@code 9 min}, {@code 2 h 05 min}, {@code 3 d 4 h}. */
  public static String span(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 24 * 60) {
      return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
    return minutes / 1440 + " d " + minutes / 60 % 24 + " h";
  }

  /** Decimal units, as links and bills count: {@code 512 B}, {@code 1.2 MB}. */
  public static String bytes(long bytes) {
    return Sizes.words(bytes);
  }

  public static String bytesPerSecond(double bytesPerSecond) {
    return bytes(Math.round(bytesPerSecond)) + "/s";
  }

  /** A price: {@code 0.189 $/h}. */
  public static String perHour(Usd price) {
    return dollars(price) + " $/h";
  }

  /** An amount without its sign, for columns under a heading: {@code 0.189}. */
  public static String dollars(Usd amount) {
    return amount.dollars().setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  /** A figure without needless decimals: {@code 60}, {@code 12.4}. */
  public static String plain(double figure) {
    return figure == Math.rint(figure)
        ? String.format(Locale.ROOT, "%.0f", figure)
        : String.format(Locale.ROOT, "%.1f", figure);
  }

  /** A share of one: {@code 99.6 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** {@code 1 file}, {@code 48 files}, {@code 12,004 files}. */
  public static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? one : many);
  }

  public static String count(long number, String one) {
    return count(number, one, one + "s");
  }
}
