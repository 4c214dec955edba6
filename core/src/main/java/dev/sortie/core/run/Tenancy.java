package dev.sortie.core.run;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run works.
 *
 * @param lease the one the work is on, or the one that has booted longest, or the last one tried
 * @param candidate which of the plan's candidates that lease is of
 * @param berths leases that may yet do the work, oldest first; one only, once work has begun
 * @param tried how many candidates have been tried
 * @param open leases of this run that are not proven gone
 * @param paid what leases that failed or are over have cost, as far as is known
 */
public record Tenancy(
    Optional<LeaseId> lease,
    int candidate,
    Map<LeaseId, Berth> berths,
    int tried,
    List<LeaseId> open,
    Map<LeaseId, Usd> paid) {
  static final Tenancy NONE = new Tenancy(Optional.empty(), 0, Map.of(), 0, List.of(), Map.of());

  public Tenancy {
    // Keeps the order, which Map.copyOf would not.
    berths = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(berths));
    open = List.copyOf(open);
    paid = Map.copyOf(paid);
  }

  public Usd spent() {
    return paid.values().stream().reduce(Usd.ZERO, Usd::plus);
  }

  /**
   * When work must stop so that the budget holds; while several machines boot, on the one that has
   * the most time.
   */
  public Optional<Instant> workEnds() {
    return berths.values().stream().map(Berth::workEnds).max(Comparator.naturalOrder());
  }

  /** The next moment after this one at which the time of a machine is up. */
  Optional<Instant> nextEnd(Instant now) {
    return berths.values().stream()
        .map(Berth::workEnds)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder());
  }

  /** Whether its time is up, while another machine that boots still has some. */
  boolean isOutlived(LeaseId which, Instant now) {
    return Optional.ofNullable(berths.get(which))
        .filter(berth -> !now.isBefore(berth.workEnds()) && nextEnd(now).isPresent())
        .isPresent();
  }

  boolean isOn(LeaseId other) {
    return lease.filter(other::equals).isPresent();
  }

  LeaseId current() {
    return lease.orElseThrow(() -> new IllegalStateException("no lease is open"));
  }

  Tenancy opened(LeaseId next, Berth berth) {
    Map<LeaseId, Berth> more = new LinkedHashMap<>(berths);
    more.put(next, berth);
    boolean alone = berths.isEmpty();
    return new Tenancy(
        alone ? Optional.of(next) : lease,
        alone ? berth.candidate() : candidate,
        more,
        Math.max(tried, berth.candidate() + 1),
        Stream.concat(open.stream().filter(id -> !id.equals(next)), Stream.of(next)).toList(),
        paid);
  }

  /** Work begins there; the others are not needed. */
  Tenancy settled(LeaseId winner) {
    Berth berth = berths.get(winner);
    return berth == null
        ? this
        : new Tenancy(
            Optional.of(winner), berth.candidate(), Map.of(winner, berth), tried, open, paid);
  }

  /** It will not do the work any more; the oldest of the others, if any, is the current one. */
  Tenancy failed(LeaseId which) {
    Map<LeaseId, Berth> rest = new LinkedHashMap<>(berths);
    rest.remove(which);
    Optional<Map.Entry<LeaseId, Berth>> next = rest.entrySet().stream().findFirst();
    boolean stays = !isOn(which) || next.isEmpty();
    return new Tenancy(
        stays ? lease : next.map(Map.Entry::getKey),
        stays ? candidate : next.get().getValue().candidate(),
        rest,
        tried,
        open,
        paid);
  }

  Tenancy cut(LeaseId which, Instant workEnds) {
    Berth berth = berths.get(which);
    if (berth == null) {
      return this;
    }
    Map<LeaseId, Berth> changed = new LinkedHashMap<>(berths);
    changed.put(which, berth.cut(workEnds));
    return new Tenancy(lease, candidate, changed, tried, open, paid);
  }

  /** While nobody watched them boot, nobody waited either (law 9). */
  Tenancy takenUp(Instant at) {
    Map<LeaseId, Berth> changed = new LinkedHashMap<>(berths);
    changed.replaceAll((_, berth) -> berth.takenUp(at));
    return new Tenancy(lease, candidate, changed, tried, open, paid);
  }

  Tenancy without(LeaseId gone) {
    List<LeaseId> rest = open.stream().filter(id -> !id.equals(gone)).toList();
    return new Tenancy(lease, candidate, berths, tried, rest, paid);
  }

  /** The later figure counts: a lease that failed costs on until it is gone. */
  Tenancy paying(LeaseId which, Usd cost) {
    Map<LeaseId, Usd> all = new HashMap<>(paid);
    all.merge(which, cost, Usd::max);
    return new Tenancy(lease, candidate, berths, tried, open, all);
  }
}
