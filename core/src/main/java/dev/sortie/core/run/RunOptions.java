package dev.sortie.core.run;

import dev.sortie.core.lease.GuardTerms;
import java.util.Optional;

/**
 * Which parts of the road are taken.
 *
 * @param push whether code is sent
 * @param pull whether results are brought home; without it the release does not wait for them
 * @param keep whether the machine stays at the end
 * @param withSecrets whether files that look like secrets are sent too
 * @param hedge whether more than one machine is started
 * @param guard how long a machine outlives our silence; empty when a person wants no guard
 * @param searches how often other offers are searched once those of the plan are used up; empty for
 *     never, as when a person named the offer
 * @param marketDeadline whether the market's own scheduler is to end machines too
 */
public record RunOptions(
    boolean push,
    boolean pull,
    boolean keep,
    boolean withSecrets,
    Hedge hedge,
    Optional<GuardTerms> guard,
    Optional<Integer> searches,
    boolean marketDeadline) {
  /** Without an end that the market holds. */
  public RunOptions(
      boolean push,
      boolean pull,
      boolean keep,
      boolean withSecrets,
      Hedge hedge,
      Optional<GuardTerms> guard,
      Optional<Integer> searches) {
    this(push, pull, keep, withSecrets, hedge, guard, searches, false);
  }

  public RunOptions with(Hedge other) {
    return new RunOptions(push, pull, keep, withSecrets, other, guard, searches, marketDeadline);
  }

  /** The usual guard, no hedging, and no search beyond the plan. */
  public RunOptions(boolean push, boolean pull, boolean keep, boolean withSecrets) {
    this(
        push, pull, keep, withSecrets, Hedge.NONE, Optional.of(GuardTerms.USUAL), Optional.empty());
  }

  public RunOptions searching(int times) {
    return new RunOptions(
        push, pull, keep, withSecrets, hedge, guard, Optional.of(times), marketDeadline);
  }

  int timesToSearch() {
    return searches.orElse(0);
  }
}
