package dev.sortie.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finding further offers when those of the plan are used up.
 *
 * @param since when the offers that are tried by now were found
 * @param times how often it was searched afresh
 * @param after set while further offers are wanted: what became of the last machine
 * @param notBefore the next search waits until then
 */
public record Search(
    Optional<Instant> since, int times, Optional<RunTrouble> after, Optional<Instant> notBefore) {
  static final Search NONE = new Search(Optional.empty(), 0, Optional.empty(), Optional.empty());

  /** Offers come and go; asking at once again would show the same ones. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  Search planned(Instant at) {
    return new Search(Optional.of(at), times, Optional.empty(), Optional.empty());
  }

  Search wanted(RunTrouble why) {
    return new Search(since, times, Optional.of(why), Optional.empty());
  }

  Search found(Instant at) {
    return new Search(Optional.of(at), times + 1, Optional.empty(), Optional.empty());
  }

  Search failed(Instant at) {
    return new Search(since, times + 1, after, Optional.of(at.plus(PAUSE)));
  }

  boolean mayAsk(Instant now) {
    return after.isPresent() && notBefore.filter(now::isBefore).isEmpty();
  }
}
