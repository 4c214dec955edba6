package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import java.time.Instant;
import java.util.Optional;

/** Where a rental stands. */
public sealed interface LeasePhase {
  /** Nothing has happened yet. */
  record Unopened() implements LeasePhase {}

  /** The create call is on its way, or was when somebody last looked. */
  record Renting() implements LeasePhase {}

  /**
   * Whether anything was rented is unclear; the label is being looked up.
   *
   * @param emptyWalks complete listings without our label so far
   */
  record LookingUp(Instant since, int emptyWalks) implements LeasePhase {}

  /**
   * @param since when it was rented, or taken up by another process: while nobody watches, nobody's
   *     patience runs out
   * @param runningSince when the container was first reported running, or taken up as running
   */
  record Booting(
      InstanceId instance,
      Instant since,
      InstanceState state,
      String message,
      Optional<Instant> runningSince)
      implements LeasePhase {
    Booting takenUp(Instant at) {
      return new Booting(instance, at, state, message, runningSince.map(_ -> at));
    }
  }

  /**
   * Reachable by SSH.
   *
   * @param stateSince when {@code state} was first reported to who watches it now
   * @param address where it let us in first
   * @param absentSince since when the market denies that it exists, if it does
   * @param guard what is known of its guard
   */
  record Up(
      InstanceId instance,
      InstanceState state,
      Instant stateSince,
      HostKey hostKey,
      SshAddress address,
      Optional<Instant> absentSince,
      GuardWatch guard)
      implements LeasePhase {
    Up takenUp(Instant at) {
      return new Up(
          instance, state, at, hostKey, address, absentSince.map(_ -> at), guard.takenUp(at));
    }
  }

  /**
   * Being destroyed until proven gone. Never given up.
   *
   * @param since when the end was wanted and the instance known
   * @param tries destroy calls answered so far
   * @param lastTry when the last of them was answered; {@code since} before the first
   * @param accepted whether the market has accepted one of them
   * @param absentSince since when it has been absent without a break
   * @param walks complete listings without it since then
   * @param lastWalk when the last of them was noted
   */
  record Ending(
      InstanceId instance,
      Instant since,
      int tries,
      Instant lastTry,
      boolean accepted,
      Optional<Instant> absentSince,
      int walks,
      Optional<Instant> lastWalk)
      implements LeasePhase {
    static Ending from(InstanceId instance, Instant since) {
      return new Ending(instance, since, 0, since, false, Optional.empty(), 0, Optional.empty());
    }

    /**
     * Whether the market has taken the destroy call and does not show it: what is missing is the
     * proof.
     */
    public boolean isOnlyToBeProven() {
      return accepted && absentSince.isPresent();
    }

    /** Absent from then on, or not at all: no listing counts yet. */
    Ending absent(Optional<Instant> from) {
      return new Ending(instance, since, tries, lastTry, accepted, from, 0, Optional.empty());
    }

    Ending notListed(Instant at) {
      return new Ending(
          instance, since, tries, lastTry, accepted, absentSince, walks + 1, Optional.of(at));
    }

    /**
     * What accepts a destroy call was there a moment ago, whatever was seen: absence begins anew.
     */
    Ending tried(boolean isAccepted, Instant at) {
      Ending next =
          new Ending(
              instance, since, tries + 1, at, accepted || isAccepted, absentSince, walks, lastWalk);
      return isAccepted ? next.absent(Optional.empty()) : next;
    }

    /**
     * It may have come back and gone again while nobody watched: whoever watches now proves anew.
     */
    Ending takenUp() {
      return absent(Optional.empty());
    }
  }

  /** Proven gone. */
  record Gone(InstanceId instance) implements LeasePhase {}

  /** There never was an instance. */
  record NotRented(NotRentedReason why, String said) implements LeasePhase {}
}
