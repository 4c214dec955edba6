package dev.sortie.recipes;

import dev.sortie.core.money.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, times and money as people write them. Nothing here may be zero or negative. */
final class Units {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(MB|GB|TB)?");
  private static final Pattern TIME =
      Pattern.compile("(?:\\d{1,6}(?:\\.\\d{1,3})?\\s*(?:d|h|ms|m|s)\\s*){1,5}");
  private static final Pattern TIME_PART =
      Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(d|h|ms|m|s)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(?:\\.\\d{1,9})?");
  private static final Pattern MONEY = Pattern.compile("\\$?(\\d{1,6}(?:\\.\\d{1,9})?)");
  private static final BigDecimal MILLIS_PER_HOUR = new BigDecimal(3_600_000);

  private Units() {}

  /** Gigabytes (powers of ten, as the market counts); a bare number is gigabytes. */
  static Optional<Double> gigabytes(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2) == null ? "GB" : matcher.group(2);
    return Optional.of(number.scaleByPowerOfTen(power(unit)).doubleValue()).filter(gb -> gb > 0);
  }

  private static int power(String unit) {
    return switch (unit) {
      case "MB" -> -3;
      case "TB" -> 3;
      default -> 0;
    };
  }

  /** Such as {@code 90m}, {@code 1h30m}, {@code 45 s}. */
  static Optional<Duration> duration(String text) {
    String stripped = text.strip();
    if (!TIME.matcher(stripped).matches()) {
      return Optional.empty();
    }
    long millis =
        TIME_PART
            .matcher(stripped)
            .results()
            .mapToLong(part ->
                new BigDecimal(part.group(1)).multiply(millisPer(part.group(2))).longValue())
            .sum();
    return Optional.of(Duration.ofMillis(millis)).filter(Duration::isPositive);
  }

  /** As {@link #duration}, and a bare number is hours. */
  static Optional<Duration> hours(String text) {
    if (!NUMBER.matcher(text.strip()).matches()) {
      return duration(text);
    }
    long millis = new BigDecimal(text.strip()).multiply(MILLIS_PER_HOUR).longValue();
    return Optional.of(Duration.ofMillis(millis)).filter(Duration::isPositive);
  }

  private static BigDecimal millisPer(String unit) {
    return switch (unit) {
      case "d" -> MILLIS_PER_HOUR.multiply(BigDecimal.valueOf(24));
      case "h" -> MILLIS_PER_HOUR;
      case "m" -> BigDecimal.valueOf(60_000);
      case "s" -> BigDecimal.valueOf(1_000);
      default -> BigDecimal.ONE;
    };
  }

  /** Such as {@code $1.50} or {@code 1.5}. */
  static Optional<Usd> money(String text) {
    Matcher matcher = MONEY.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(Usd.of(matcher.group(1))).filter(usd -> usd.nanos() > 0)
        : Optional.empty();
  }

  static String showGigabytes(double gigabytes) {
    return BigDecimal.valueOf(gigabytes).stripTrailingZeros().toPlainString() + " GB";
  }

  static String showDuration(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  static String showMoney(Usd amount) {
    BigDecimal dollars = amount.dollars().stripTrailingZeros();
    return "$" + dollars.setScale(Math.max(2, dollars.scale())).toPlainString();
  }
}
