package dev.sortie.core.run;

import dev.sortie.core.money.Usd;
import java.time.Instant;

/**
 * One lease of a run that may yet do its work.
 *
 * @param candidate which of the plan's candidates it is of
 * @param since when it was opened
 * @param watchedSince since when whoever drives the run now has waited for it
 * @param workEnds when work on it must stop so that the budget holds
 * @param cap what it may cost at most
 */
public record Berth(int candidate, Instant since, Instant watchedSince, Instant workEnds, Usd cap) {
  static Berth opened(int candidate, Instant at, Instant workEnds, Usd cap) {
    return new Berth(candidate, at, at, workEnds, cap);
  }

  Berth cut(Instant sooner) {
    return new Berth(candidate, since, watchedSince, sooner, cap);
  }

  Berth takenUp(Instant at) {
    return new Berth(candidate, since, at, workEnds, cap);
  }
}
