package dev.sortie.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * An amount of US dollars, exact to a billionth, so that per-second prices add up without drift.
 *
 * @param nanos billionths of a dollar; may be negative
 */
public record Usd(long nanos) implements Comparable<Usd> {
  public static final Usd ZERO = new Usd(0);

  private static final BigDecimal NANOS_PER_DOLLAR = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal NANOS_PER_HOUR =
      BigDecimal.valueOf(Duration.ofHours(1).toNanos());

  /** The amount nearest to {@code dollars}. */
  public static Usd of(BigDecimal dollars) {
    return new Usd(
        dollars.multiply(NANOS_PER_DOLLAR).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** Reads a plain decimal such as {@code "0.25"}. */
  public static Usd of(String dollars) {
    return of(new BigDecimal(dollars.strip()));
  }

  /**
   * The amount nearest to {@code dollars}, for figures that come as floating point from outside.
   */
  public static Usd of(double dollars) {
    return of(BigDecimal.valueOf(dollars));
  }

  public BigDecimal dollars() {
    return BigDecimal.valueOf(nanos).divide(NANOS_PER_DOLLAR);
  }

  public Usd plus(Usd other) {
    return new Usd(Math.addExact(nanos, other.nanos));
  }

  public Usd minus(Usd other) {
    return new Usd(Math.subtractExact(nanos, other.nanos));
  }

  /** This amount {@code factor} times, rounded half up. */
  public Usd times(double factor) {
    return of(dollars().multiply(BigDecimal.valueOf(factor)));
  }

  /** What this hourly price comes to over {@code duration}. */
  public Usd perHourFor(Duration duration) {
    BigDecimal hours = BigDecimal.valueOf(duration.toNanos());
    return new Usd(
        BigDecimal.valueOf(nanos)
            .multiply(hours)
            .divide(NANOS_PER_HOUR, 0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  public Usd max(Usd other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isMoreThan(Usd other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(nanos, other.nanos);
  }

  /** Dollars with three decimals, {@code $0.034}; four below a cent, two from ten dollars on. */
  @Override
  public String toString() {
    long size = Math.abs(nanos);
    int decimals = size >= 10_000_000_000L ? 2 : size > 0 && size < 10_000_000L ? 4 : 3;
    BigDecimal shown = dollars().setScale(decimals, RoundingMode.HALF_UP);
    return (shown.signum() < 0 ? "-$" : "$") + shown.abs().toPlainString();
  }
}
