package dev.sortie.core.lease;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.money.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a look proves about the bill: until when the machine certainly did not run. */
final class Sightings {
  private Sightings() {}

  /** A frozen container is billed like a running one. */
  static boolean isBilled(InstanceState state) {
    return state == InstanceState.RUNNING || state == InstanceState.FROZEN;
  }

  /** While it is wanted: what has halted ran before, perhaps until a moment ago. */
  static LeaseEvent.StateSeen noted(Instance instance, LeaseSignal.Looked looked) {
    return noted(instance, hasNeverRun(instance.state()) ? asked(looked) : looked.before());
  }

  /** While it is being ended: what does not run did not run when that was asked. */
  static LeaseEvent.StateSeen notedAtTheEnd(Instance instance, LeaseSignal.Looked looked) {
    InstanceState state = instance.state();
    boolean mayRun = isBilled(state) || state == InstanceState.UNKNOWN;
    return noted(instance, mayRun ? looked.before() : asked(looked));
  }

  /** The journal must know within this time when the machine last did not run. */
  private static final Duration NOTED_EVERY = Duration.ofSeconds(30);

  /** Whether a look is to be noted although it shows nothing new. */
  static boolean isDue(Meter meter, InstanceState state, Instant asked) {
    boolean idle = meter.runningSince().isEmpty();
    boolean stale = meter.idleAt().isBefore(asked.minus(NOTED_EVERY));
    return state != InstanceState.UNKNOWN && (meter.unwatchedSince().isPresent() || idle && stale);
  }

  private static boolean hasNeverRun(InstanceState state) {
    return switch (state) {
      case PROVISIONING, CREATED, LOADING -> true;
      case RUNNING, FROZEN, UNKNOWN, STOPPED, EXITED, OFFLINE, RESTARTING -> false;
    };
  }

  private static Optional<Instant> asked(LeaseSignal.Looked looked) {
    return Optional.of(looked.asked());
  }

  private static LeaseEvent.StateSeen noted(Instance instance, Optional<Instant> idleAt) {
    return new LeaseEvent.StateSeen(instance.state(), instance.message(), idleAt);
  }
}
