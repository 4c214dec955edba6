package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.remote.HostKey;
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
   * @param runningSince when the container was first reported running
   */
  record Booting(
      InstanceId instance,
      Instant since,
      InstanceState state,
      String message,
      Optional<Instant> runningSince)
      implements LeasePhase {}

  /** Reachable by SSH. */
  record Up(InstanceId instance, InstanceState state, HostKey hostKey) implements LeasePhase {}

  /**
   * Being destroyed until proven gone. Never given up.
   *
   * @param tries destroy calls answered so far
   * @param lastTry when the last of them was answered, or when the end was wanted
   */
  record Ending(InstanceId instance, int tries, Instant lastTry, boolean seenAbsent)
      implements LeasePhase {}

  /** Proven gone. */
  record Gone(InstanceId instance) implements LeasePhase {}

  /** There never was an instance. */
  record NotRented(NotRentedReason why, String said) implements LeasePhase {}
}
