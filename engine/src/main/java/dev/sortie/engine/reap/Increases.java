package dev.sortie.engine.reap;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.PriceIncrease;
import dev.sortie.core.reap.Owner;
import dev.sortie.engine.history.History;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells of hosts that ask for more, each once. None is ever accepted: the old price holds until the
 * contract ends, and the lease ends before. One thread.
 */
final class Increases {
  /** Nothing is dearer before a contract ends, so there is no hurry. */
  static final Duration FIRST = Duration.ofMinutes(1);

  static final Duration LATER = Duration.ofMinutes(10);

  private final Owner owner;
  private final Market market;
  private final History history;
  private final Consumer<String> remarks;
  private final InstantSource clock;
  private final Set<PriceIncrease> told = new HashSet<>();
  private Instant next;

  Increases(
      Owner owner, Market market, History history, Consumer<String> remarks, InstantSource clock) {
    this.owner = owner;
    this.market = market;
    this.history = history;
    this.remarks = remarks;
    this.clock = clock;
    this.next = clock.instant().plus(FIRST);
  }

  void look() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(LATER);
    try {
      market.priceIncreases().forEach(this::tell);
    } catch (MarketException _) {
      // Asked again later; what is dear is seen in the price of the instance itself.
    }
  }

  private void tell(PriceIncrease asked) {
    if (told.contains(asked) || !isOurs(asked)) {
      return;
    }
    told.add(asked);
    remarks.accept(
        "the host of instance "
            + asked.instance()
            + " asks for "
            + asked.gpuPerHour().map(price -> price + " an hour").orElse("a higher price")
            + " once its contract ends; it is not accepted, and this lease is over before");
  }

  private boolean isOurs(PriceIncrease asked) {
    return history.openLeases().stream().anyMatch(lease -> holds(lease, asked));
  }

  private boolean holds(LeaseId id, PriceIncrease asked) {
    Optional<Lease> lease = history.leaseIfReadable(id);
    return lease.flatMap(Lease::instance).filter(asked.instance()::equals).isPresent()
        && lease.flatMap(Lease::terms).filter(owner::owns).isPresent();
  }
}
