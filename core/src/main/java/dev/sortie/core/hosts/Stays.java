package dev.sortie.core.hosts;

import dev.sortie.core.choose.HostFact;
import dev.sortie.core.choose.HostFact.Ending;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the history of one lease says of its machine. */
final class Stays {
  static final Set<Class<? extends Fact>> TYPES =
      Set.of(
          LeaseEvent.Intended.class,
          LeaseEvent.Rented.class,
          LeaseEvent.Reached.class,
          LeaseEvent.EndWanted.class);

  private Stays() {}

  record Known(LeaseTerms terms, HostFact.Stay fact) {}

  /** Empty when nothing was rented: an offer that was taken says nothing of the machine. */
  static Optional<Known> of(List<Entry> history) {
    Optional<LeaseTerms> terms =
        first(history, LeaseEvent.Intended.class)
            .map(entry -> ((LeaseEvent.Intended) entry.fact()).terms());
    Optional<Instant> rented = first(history, LeaseEvent.Rented.class).map(Entry::at);
    Optional<Instant> reached = first(history, LeaseEvent.Reached.class).map(Entry::at);
    Optional<Entry> wanted = first(history, LeaseEvent.EndWanted.class);
    if (terms.isEmpty() || rented.isEmpty()) {
      return Optional.empty();
    }
    Instant last = wanted.map(Entry::at).or(() -> reached).orElse(rented.get());
    HostFact.Stay stay =
        new HostFact.Stay(
            terms.get().machine(),
            terms.get().gpu(),
            last,
            ending(wanted.map(entry -> ((LeaseEvent.EndWanted) entry.fact()).reason()), reached),
            reached.map(at -> Duration.between(rented.get(), at)));
    return Optional.of(new Known(terms.get(), stay));
  }

  private static Optional<Entry> first(List<Entry> history, Class<? extends Fact> type) {
    return history.stream().filter(entry -> type.isInstance(entry.fact())).findFirst();
  }

  private static Ending ending(Optional<EndReason> reason, Optional<Instant> reached) {
    Ending unblamed = reached.isPresent() ? Ending.GOOD : Ending.OPEN;
    return reason
        .map(why ->
            switch (why.kind()) {
              case STUCK_LOADING, SSH_NEVER_UP, CONTAINER_FAILED, NO_GUARD -> Ending.DUD;
              case INSTANCE_LOST -> Ending.LOST;
              // The market's doing, ours, or the image's; not the machine's.
              case DONE,
                  ASKED,
                  FETCHED,
                  CEILING,
                  RUN_FAILED,
                  BAD_IMAGE,
                  LEFTOVER,
                  PRICE_RAISED,
                  NOT_NEEDED,
                  STRAY ->
                  unblamed;
            })
        .orElse(unblamed);
  }
}
