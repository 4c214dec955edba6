package dev.sortie.core.lease;

import dev.sortie.core.money.Traffic;
import java.util.Optional;

/**
 * What the guard on a machine answered to a sign of life.
 *
 * @param alive whether it runs and has taken the sign
 * @param keyWorks whether the instance's own key has been seen to work against the market, from
 *     there: it may read its instance or, where that is refused, start it
 * @param said its own words, for people
 * @param traffic bytes that went through the machine's network since the guard was armed, where it
 *     can tell
 * @param revival how often it had to be brought back there, if ever
 */
public record GuardReport(
    boolean alive,
    boolean keyWorks,
    String said,
    Optional<Traffic> traffic,
    Optional<GuardRevival> revival) {
  public GuardReport(boolean alive, boolean keyWorks, String said, Optional<Traffic> traffic) {
    this(alive, keyWorks, said, traffic, Optional.empty());
  }

  /** Whether the machine would end itself if it heard no more of us. */
  public boolean isProof() {
    return alive && keyWorks;
  }
}
