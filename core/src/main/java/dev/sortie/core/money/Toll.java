package dev.sortie.core.money;

/**
 * What bytes may cost at most in all, so that everything else is paid too (law 7).
 *
 * @param downPerGigabyte price of what the machine receives
 * @param upPerGigabyte price of what it sends
 */
public record Toll(Usd downPerGigabyte, Usd upPerGigabyte, Usd atMost) {
  public static final Toll FREE = new Toll(Usd.ZERO, Usd.ZERO, Usd.ZERO);
}
