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
}
