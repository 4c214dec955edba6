package dev.sortie.core.run;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a second machine is started while the first boots; the first that is ready is kept.
 *
 * @param atOnce how many are started together
 * @param after when a boot takes longer than this one more is started; empty for never
 */
public record Hedge(int atOnce, Optional<Duration> after) {
  public static final Hedge NONE = new Hedge(1, Optional.empty());

  /** A boot that is over sooner is worth waiting for. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** This, and one more machine when a boot takes longer than most did. */
  public Hedge learnt(Optional<Duration> longBoot) {
    return new Hedge(
        atOnce,
        longBoot.map(boot -> boot.compareTo(SHORTEST) < 0 ? SHORTEST : boot).or(() -> after));
  }
}
