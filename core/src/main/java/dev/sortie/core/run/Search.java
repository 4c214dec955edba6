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
 * @param dear machines that were given back because their price was raised
 */
public record Search(
    Optional<Instant> since,
    int times,
    Optional<RunTrouble> after,
    Optional<Instant> notBefore,
    int dear) {
  static final Search NONE = new Search(Optional.empty(), 0, Optional.empty(), Optional.empty(), 0);

  /** Offers come and go; asking at once again would show the same ones. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  Search planned(Instant at) {
    return new Search(Optional.of(at), times, Optional.empty(), Optional.empty(), dear);
  }

  Search wanted(RunTrouble why) {
    return new Search(since, times, Optional.of(why), Optional.empty(), dear);
  }

  Search found(Instant at) {
    return new Search(Optional.of(at), times + 1, Optional.empty(), Optional.empty(), dear);
  }

  Search failed(Instant at) {
    return new Search(since, times + 1, after, Optional.of(at.plus(PAUSE)), dear);
  }

  Search foundDear() {
    return new Search(since, times, after, notBefore, dear + 1);
  }

  boolean mayAsk(Instant now) {
    return after.isPresent() && notBefore.filter(now::isBefore).isEmpty();
  }
}
