package dev.sortie.store;

import java.time.Duration;

/**
 * How ownership is kept alive.
 *
 * @param stale a driver whose process is there but that was silent for so long has lost its claims
 * @param beat how often a living one shows a sign of life
 */
public record ClaimTerms(Duration stale, Duration beat) {
  private static final int BEATS = 4;

  public static final ClaimTerms USUAL = of(Duration.ofSeconds(20));

  /** Three signs of life may be late or fail before the fourth one matters. */
  public static ClaimTerms of(Duration stale) {
    return new ClaimTerms(stale, stale.dividedBy(BEATS));
  }
}
