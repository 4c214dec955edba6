package dev.sortie.engine.history;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Offers that runs of this journal rent, or were refused a moment ago. An offer can be rented once:
 * whoever asks for it as well is refused, so runs that start together look elsewhere at once.
 */
public record TakenOffers(History history, InstantSource clock) {
  private static final Duration LOOKED_BACK = Duration.ofHours(1);

  /** A refusal is old after this: offers come back. */
  private static final Duration REFUSED = Duration.ofMinutes(2);

  /** Whether another run than this one has the offer. */
  public boolean has(OfferId offer, RunId but) {
    return without(Optional.of(but)).contains(offer);
  }

  public Set<OfferId> all() {
    return without(Optional.empty());
  }

  private Set<OfferId> without(Optional<RunId> but) {
    Instant now = clock.instant();
    Set<OfferId> taken = new HashSet<>();
    for (LeaseId lease : history.leases()) {
      List<Entry> entries = history.entries(lease);
      if (entries.isEmpty() || entries.getFirst().at().isBefore(now.minus(LOOKED_BACK))) {
        break;
      }
      Optional<Lease> known = history.lease(lease);
      boolean fresh = entries.getLast().at().isAfter(now.minus(REFUSED));
      if (entries.getFirst().fact() instanceof LeaseEvent.Intended(var terms)
          && but.filter(run -> run.value().equals(terms.run())).isEmpty()
          && known.filter(one -> holds(one, fresh)).isPresent()) {
        taken.add(terms.offer());
      }
    }
    return taken;
  }

  private static boolean holds(Lease lease, boolean fresh) {
    return lease.phase() instanceof LeasePhase.NotRented(NotRentedReason why, _)
        ? fresh && isOfTheOffer(why)
        : !lease.isClosed();
  }

  /** Whether the reason lies with the offer: any other run would be told the same. */
  private static boolean isOfTheOffer(NotRentedReason why) {
    return switch (why) {
      case OFFER_GONE, REFUSED, NEVER_APPEARED, NOT_OURS -> true;
      case NO_CREDIT, SPEND_LIMIT, BAD_KEY, UNREACHABLE, CALLED_OFF -> false;
    };
  }
}
