package dev.sortie.practice.market;

import java.util.function.DoubleSupplier;

/**
 * Market time: seconds since 1970 that run {@code speed} times as fast as the computer's own. After
 * a restart it goes on from where it was; while the market is shut, time passes at its usual pace.
 */
public final class MarketClock {
  private final DoubleSupplier real;
  private final double speed;
  private final double realAnchor;
  private final double marketAnchor;
  private volatile double leapt;

  private MarketClock(DoubleSupplier real, double speed, double realAnchor, double marketAnchor) {
    this.real = real;
    this.speed = speed;
    this.realAnchor = realAnchor;
    this.marketAnchor = marketAnchor;
  }

  static MarketClock startingNow(DoubleSupplier real, double speed) {
    double now = real.getAsDouble();
    return new MarketClock(real, speed, now, now);
  }

  /** Goes on from {@code market} time, last seen when the computer's clock showed {@code seen}. */
  static MarketClock resuming(DoubleSupplier real, double speed, double seen, double market) {
    double now = real.getAsDouble();
    return new MarketClock(real, speed, now, market + Math.max(0, now - seen));
  }

  public double now() {
    return marketAnchor + (realSeconds() - realAnchor) * speed + leapt;
  }

  /** Lets so many seconds pass at once, for the market alone. */
  public synchronized void leap(double seconds) {
    leapt += seconds;
  }

  /** The computer's own clock, for intervals that a real client lives by. */
  public double realSeconds() {
    return real.getAsDouble();
  }
}
