package dev.sortie.engine.history;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseTerms;
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
  private static final System.Logger LOG = System.getLogger(TakenOffers.class.getName());
  private static final Duration LOOKED_BACK = Duration.ofHours(1);

  /** A refusal is old after this: offers come back. */
  private static final Duration REFUSED = Duration.ofMinutes(2);

  /** Whether another run than this one has the offer. */
  public boolean has(OfferId offer, RunId but) {
    return taken(history.leases(), but.value()).contains(offer);
  }

  public Set<OfferId> all() {
    return taken(history.leases(), "");
  }

  /**
   * Whether another run has taken down before this lease did that it wants the same offer. A
   * journal that cannot be read says of nobody that he was first: the market decides then.
   */
  public boolean isLate(LeaseTerms ours) {
    try {
      List<LeaseId> newestFirst = history.leases();
      int own = newestFirst.indexOf(ours.id());
      return own >= 0
          && taken(newestFirst.subList(own + 1, newestFirst.size()), ours.run())
              .contains(ours.offer());
    } catch (TroubleException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot look who else wants " + ours.offer(), e);
      return false;
    }
  }

  private Set<OfferId> taken(List<LeaseId> newestFirst, String but) {
    Instant now = clock.instant();
    Set<OfferId> taken = new HashSet<>();
    for (LeaseId lease : newestFirst) {
      Optional<Lease> known = history.leaseIfReadable(lease);
      List<Entry> entries = known.isEmpty() ? List.of() : history.entries(lease);
      if (entries.isEmpty()) {
        continue;
      }
      if (entries.getFirst().at().isBefore(now.minus(LOOKED_BACK))) {
        break;
      }
      boolean fresh = entries.getLast().at().isAfter(now.minus(REFUSED));
      if (entries.getFirst().fact() instanceof LeaseEvent.Intended(var terms)
          && !terms.run().equals(but)
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
      case NO_CREDIT, SPEND_LIMIT, BAD_KEY, SECOND_FACTOR, UNREACHABLE, CALLED_OFF -> false;
    };
  }
}
