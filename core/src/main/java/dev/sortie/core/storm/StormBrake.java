package dev.sortie.core.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many create calls an account makes without a person: whatever goes wrong above, a loop cannot
 * rent machine after machine.
 *
 * @param inFlight create calls that may be without a clear answer at a time
 * @param perHour create calls that may be made within an hour
 */
public record StormBrake(int inFlight, int perHour) {
  public static final StormBrake USUAL = new StormBrake(4, 30);

  /** An answer may come at any time; it is looked for again after this. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final Duration HOUR = Duration.ofHours(1);

  public StormBrake {
    if (inFlight < 1 || perHour < 1) {
      throw new IllegalArgumentException("a brake that lets nothing through");
    }
  }

  /**
   * Whether one more create call has to wait.
   *
   * @param intents when create calls were intended, in any order; those of the last hour suffice
   * @param unanswered how many of them have no clear answer yet
   * @return when to ask again, always after {@code now}; empty when the call may be made
   */
  public Optional<Instant> check(List<Instant> intents, int unanswered, Instant now) {
    // One in the future was made before the clock was set back: it is of the last hour too.
    List<Instant> recent =
        intents.stream()
            .filter(at -> at.plus(HOUR).isAfter(now))
            .map(at -> at.isAfter(now) ? now : at)
            .sorted()
            .toList();
    if (recent.size() >= perHour) {
      return Optional.of(recent.get(recent.size() - perHour).plus(HOUR));
    }
    return unanswered >= inFlight ? Optional.of(now.plus(LOOK_AGAIN)) : Optional.empty();
  }
}
