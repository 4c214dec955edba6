package dev.sortie.core.run;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run works.
 *
 * @param lease the one the work is on, or the last one tried
 * @param candidate which of the plan's candidates that lease is of
 * @param workEnds when work must stop so that the budget holds
 * @param open leases of this run that are not proven gone
 * @param paid what leases that failed or are over have cost, as far as is known
 */
public record Tenancy(
    Optional<LeaseId> lease,
    int candidate,
    Optional<Instant> workEnds,
    List<LeaseId> open,
    Map<LeaseId, Usd> paid) {
  static final Tenancy NONE =
      new Tenancy(Optional.empty(), 0, Optional.empty(), List.of(), Map.of());

  public Tenancy {
    open = List.copyOf(open);
    paid = Map.copyOf(paid);
  }

  public Usd spent() {
    return paid.values().stream().reduce(Usd.ZERO, Usd::plus);
  }

  boolean isOn(LeaseId other) {
    return lease.filter(other::equals).isPresent();
  }

  LeaseId current() {
    return lease.orElseThrow(() -> new IllegalStateException("no lease is open"));
  }

  Tenancy opened(LeaseId next, int which, Instant ends) {
    List<LeaseId> longer = Stream.concat(open.stream(), Stream.of(next)).toList();
    return new Tenancy(Optional.of(next), which, Optional.of(ends), longer, paid);
  }

  Tenancy without(LeaseId gone) {
    List<LeaseId> rest = open.stream().filter(id -> !id.equals(gone)).toList();
    return new Tenancy(lease, candidate, workEnds, rest, paid);
  }

  /** The later figure counts: a lease that failed costs on until it is gone. */
  Tenancy paying(LeaseId which, Usd cost) {
    Map<LeaseId, Usd> all = new HashMap<>(paid);
    all.merge(which, cost, Usd::max);
    return new Tenancy(lease, candidate, workEnds, open, all);
  }
}
