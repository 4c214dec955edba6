package dev.sortie.core.money;

/**
 * What a machine may still use up, in time and in bytes together (law 7); for whoever counts there
 * while we cannot.
 *
 * @param downPerGigabyte price of what it receives, {@code upPerGigabyte} of what it sends
 * @param perHour price of its time
 * @param atMost for all its bytes, and its time from now on
 */
public record Toll(Usd downPerGigabyte, Usd upPerGigabyte, Usd perHour, Usd atMost) {
  public static final Toll FREE = new Toll(Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO);
}
