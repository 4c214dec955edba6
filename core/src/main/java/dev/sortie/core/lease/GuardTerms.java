package dev.sortie.core.lease;

import java.time.Duration;

/**
 * How long an instance outlives the silence of its controller (law 6).
 *
 * @param lease from one sign of life to the next; when it lapses the guard ends the instance
 * @param grace the same before the first sign of life, while the machine boots
 */
public record GuardTerms(Duration lease, Duration grace) {
  private static final Duration BOOT_MARGIN = Duration.ofMinutes(5);

  public static final GuardTerms USUAL = of(Duration.ofMinutes(10));

  public static GuardTerms of(Duration lease) {
    return new GuardTerms(lease, lease.plus(BOOT_MARGIN));
  }
}
