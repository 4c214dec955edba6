package dev.sortie.core.choose;

import dev.sortie.core.market.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that was learnt of a machine. */
public sealed interface HostFact {
  MachineId machine();

  Instant at();

  /**
   * A rental that was made there.
   *
   * @param gpu in words
   * @param boot from rented to reached; empty when it was never reached
   */
  record Stay(MachineId machine, String gpu, Instant at, Ending ending, Optional<Duration> boot)
      implements HostFact {}

  /** Bytes that went over the wire within a time that they filled. */
  record Transfer(MachineId machine, Instant at, long bytes, Duration time) implements HostFact {}

  /** How a rental ended as far as the machine is concerned. */
  enum Ending {
    /** It did what it was rented for, or does so still. */
    GOOD,
    /** It could not be used. */
    DUD,
    /** It stopped or vanished on its own. */
    LOST,
    /** It ended before anything was learnt. */
    OPEN
  }
}
