package dev.sortie.core.money.suite;

import dev.sortie.core.money.Rates;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What a market charges for one instance, written from its published rules and from nothing of
 * ours: begun seconds of GPU while it runs, begun seconds of disk while it exists, bytes both ways.
 */
final class Bill {
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  private long runningMillis;
  private long existingMillis;
  private long bytesIn;
  private long bytesOut;

  void ran(long millis) {
    runningMillis += Math.max(0, millis);
  }

  void existed(long millis) {
    existingMillis += Math.max(0, millis);
  }

  void received(long bytes) {
    bytesIn += bytes;
  }

  void sent(long bytes) {
    bytesOut += bytes;
  }

  BigDecimal dollars(Rates rates) {
    return hours(rates.gpuPerHour().dollars(), runningMillis)
        .add(hours(rates.diskPerHour().dollars(), existingMillis))
        .add(gigabytes(rates.downPerGigabyte().dollars(), bytesIn))
        .add(gigabytes(rates.upPerGigabyte().dollars(), bytesOut));
  }

  private static BigDecimal hours(BigDecimal perHour, long millis) {
    long seconds = (millis + 999) / 1000;
    return perHour.multiply(BigDecimal.valueOf(seconds)).divide(BigDecimal.valueOf(3600), DIGITS);
  }

  private static BigDecimal gigabytes(BigDecimal perGigabyte, long bytes) {
    return perGigabyte.multiply(BigDecimal.valueOf(bytes)).movePointLeft(9);
  }
}
