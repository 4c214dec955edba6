package dev.sortie.core.lease;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import java.time.Instant;
import java.util.Optional;

/** What a look proves about the bill: that the machine ran, or that it did not when it was asked. */
final class Sightings {
  private Sightings() {}

  /** A frozen container is billed like a running one. */
  static boolean isBilled(InstanceState state) {
    return state == InstanceState.RUNNING || state == InstanceState.FROZEN;
  }

  static LeaseEvent.StateSeen noted(Instance instance, LeaseSignal.Looked looked) {
    InstanceState state = instance.state();
    boolean mayRun = isBilled(state) || state == InstanceState.UNKNOWN;
    Optional<Instant> idleAt = mayRun ? looked.before() : Optional.of(looked.asked());
    return new LeaseEvent.StateSeen(state, instance.message(), idleAt);
  }
}
