package dev.sortie.core.run;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run works.
 *
 * @param lease the one the work is on, or the last one tried
 * @param candidate which of the plan's candidates that lease is of
 * @param workEnds when work must stop so that the budget holds
 * @param open leases of this run that are not proven gone
 * @param spent by leases that failed
 */
public record Tenancy(
    Optional<LeaseId> lease,
    int candidate,
    Optional<Instant> workEnds,
    List<LeaseId> open,
    Usd spent) {
  static final Tenancy NONE =
      new Tenancy(Optional.empty(), 0, Optional.empty(), List.of(), Usd.ZERO);

  public Tenancy {
    open = List.copyOf(open);
  }

  boolean isOn(LeaseId other) {
    return lease.filter(other::equals).isPresent();
  }

  LeaseId current() {
    return lease.orElseThrow(() -> new IllegalStateException("no lease is open"));
  }

  Tenancy opened(LeaseId next, int which, Instant ends) {
    List<LeaseId> longer = Stream.concat(open.stream(), Stream.of(next)).toList();
    return new Tenancy(Optional.of(next), which, Optional.of(ends), longer, spent);
  }

  Tenancy without(LeaseId gone) {
    List<LeaseId> rest = open.stream().filter(id -> !id.equals(gone)).toList();
    return new Tenancy(lease, candidate, workEnds, rest, spent);
  }

  Tenancy paid(Usd more) {
    return new Tenancy(lease, candidate, workEnds, open, spent.plus(more));
  }
}
