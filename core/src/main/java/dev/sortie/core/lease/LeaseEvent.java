package dev.sortie.core.lease;

import dev.sortie.core.journal.Fact;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import java.time.Instant;
import java.util.Optional;

/** What happened to a rental. */
public sealed interface LeaseEvent extends Fact {
  /**
   * Another controller drives it from here on; whoever did before can write no more (law 9).
   *
   * @param by for people, such as {@code process 4711 on laptop}
   */
  record Adopted(String by) implements LeaseEvent {}

  /** We are about to send the create call; from here on an instance may exist (law 1). */
  record Intended(LeaseTerms terms) implements LeaseEvent {}

  /** The market named this instance, or it was found by our label. */
  record Rented(InstanceId instance) implements LeaseEvent {}

  /**
   * A row of the market shows our label on it: it is ours, whatever becomes of the label (law 3).
   */
  record LabelSeen(InstanceId instance) implements LeaseEvent {}

  /**
   * The market named this instance, and it is not ours: never touched, ours is looked for by its
   * label.
   *
   * @param label what it carries; empty when no reading of it showed a label
   */
  record NotOurs(InstanceId instance, String label) implements LeaseEvent {}

  /** Nothing was rented. */
  record NotRented(NotRentedReason why, String said) implements LeaseEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }

  /** The create call brought no clear answer: look the label up, never try again (law 2). */
  record AnswerUnclear(String said) implements LeaseEvent {}

  /** A complete listing did not show our label. */
  record NotListed() implements LeaseEvent {}

  /**
   * The market reports another state or message than before.
   *
   * @param idleAt the latest moment at which it did not run, as far as is known
   */
  record StateSeen(InstanceState state, String message, Optional<Instant> idleAt)
      implements LeaseEvent {}

  /** SSH let us in for the first time; the host key is pinned from now on. */
  record Reached(HostKey hostKey, SshAddress address) implements LeaseEvent {}

  /** The guard runs there and can end the instance; {@code said} in its own words (law 6). */
  record GuardProven(String said) implements LeaseEvent {}

  /** The guard was proven alive before and did not prove itself now; it may only be slow. */
  record GuardDoubted(String said) implements LeaseEvent {}

  /** The guard was proven alive before and is not any more. */
  record GuardLost(String said) implements LeaseEvent {}

  /**
   * The guard was found dead or standing still on its machine, and was brought back there.
   *
   * @param times how often so far, as the machine counts it
   * @param frozen whether it stood still, the last time
   */
  record GuardRevived(int times, boolean frozen) implements LeaseEvent {}

  /**
   * An instance that carries a label of ours and that no other lease stands for; it is to be ended.
   *
   * @param since from when on it is billed
   */
  record StrayFound(LeaseTerms terms, InstanceId instance, Instant since) implements LeaseEvent {}

  /**
   * The market asks more for the GPU than was agreed; it is metered at this price.
   *
   * @param since when it was last seen at the old price; empty when whoever saw that is gone: then
   *     it counts from the beginning
   */
  record PriceRaised(Usd gpuPerHour, Optional<Instant> since) implements LeaseEvent {}

  /**
   * Looks fail: nobody sees whether it runs; until somebody does it is metered as if it did.
   *
   * @param idleAt the latest moment at which it did not run, as far as is known
   */
  record Unwatched(Optional<Instant> idleAt) implements LeaseEvent {}

  record TrafficCounted(Traffic total) implements LeaseEvent {}

  /**
   * The market's scheduler is to end it, read back from its list.
   *
   * @param at not before this, by the market's clock
   * @param deadline the lease's, as it stood then
   */
  record MarketEndHeld(Instant at, Instant deadline) implements LeaseEvent {}

  /** The market does not hold its end, or did not say clearly that it does. */
  record MarketEndFailed(String said) implements LeaseEvent {}

  /**
   * The market's scheduler has no job for it any more.
   *
   * @param afterwards whether a later walk removed it: the lease was over already
   */
  record MarketEndRemoved(boolean afterwards) implements LeaseEvent {
    @Override
    public boolean ends() {
      return afterwards;
    }
  }

  /** The market's job could not be removed yet; a later walk does. */
  record MarketEndStuck(String said) implements LeaseEvent {}

  /** It is to be ended; from here on there is no way back. */
  record EndWanted(EndReason reason) implements LeaseEvent {}

  /** A destroy call was answered; {@code said} is empty when it was accepted. */
  record DestroyTried(String said) implements LeaseEvent {
    boolean accepted() {
      return said.isEmpty();
    }
  }

  /** The market said that there is no such instance. */
  record AbsenceSeen() implements LeaseEvent {}

  /** It is listed again after it had been absent. */
  record Resurfaced() implements LeaseEvent {}

  /** Absent by a read, for a while, and then by a complete listing: proven gone (law 5). */
  record Gone() implements LeaseEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }
}
