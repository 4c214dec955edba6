package dev.sortie.engine.run;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.engine.history.History;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Holds create calls back when too many were made lately, by whatever process of this journal.
 * Calls that certainly rented nothing do not count.
 */
public record Brake(StormBrake rule, History history, InstantSource clock) {
  private static final Duration LOOKED_BACK = Duration.ofHours(1);

  /**
   * Until when the next create call must wait; empty when it may be made.
   *
   * @param beginning create calls of this process that do not stand in the journal yet
   */
  public Optional<Instant> check(int beginning) {
    Instant now = clock.instant();
    List<Instant> intents = new ArrayList<>(Collections.nCopies(beginning, now));
    int unanswered = beginning;
    for (LeaseId lease : history.leases()) {
      Optional<Lease> known = history.leaseIfReadable(lease);
      if (known.isEmpty()) {
        // Nobody knows when: it counts as if it were now.
        intents.add(now);
        continue;
      }
      List<Entry> entries = history.entries(lease);
      if (entries.isEmpty() || entries.getFirst().at().isBefore(now.minus(LOOKED_BACK))) {
        break;
      }
      if (entries.getFirst().fact() instanceof LeaseEvent.Intended
          && known.filter(Brake::rentedNothing).isEmpty()) {
        intents.add(entries.getFirst().at());
        unanswered += known.filter(Brake::isUnanswered).isPresent() ? 1 : 0;
      }
    }
    return rule.check(intents, unanswered, now);
  }

  private static boolean rentedNothing(Lease lease) {
    return lease.phase() instanceof LeasePhase.NotRented(NotRentedReason why, _) && why.isProof();
  }

  private static boolean isUnanswered(Lease lease) {
    return lease.phase() instanceof LeasePhase.Renting
        || lease.phase() instanceof LeasePhase.LookingUp;
  }
}
