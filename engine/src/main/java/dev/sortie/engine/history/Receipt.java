package dev.sortie.engine.history;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.Undone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run was expected to cost and what it has cost, from the journal alone (law 10).
 *
 * @param expected the forecast for the candidate that did the work, or the first one
 * @param lines one for each rental
 * @param undone tasks that the run has left undone, once it is over
 */
public record Receipt(
    RunId run, Usd ceiling, Cost expected, List<Line> lines, Optional<Undone> undone) {
  public Receipt {
    lines = List.copyOf(lines);
  }

  /**
   * One rental.
   *
   * @param instance empty when none is known
   * @param since from when on it is billed
   * @param forecast empty for one that nobody planned: a stray
   * @param open whether it is not proven gone
   */
  public record Line(
      LeaseId lease,
      LeaseTerms terms,
      Optional<InstanceId> instance,
      Instant since,
      Optional<Cost> forecast,
      Cost cost,
      boolean open) {}

  public Cost metered() {
    return lines.stream().map(Line::cost).reduce(Cost.ZERO, Cost::plus);
  }

  /** The receipt of a run as it stands at {@code now}, with all that was ever rented for it. */
  public static Receipt of(RunId id, Run run, History history, Instant now) {
    Cost expected = run.chosen().map(Candidate::forecast).map(f -> f.cost()).orElse(Cost.ZERO);
    List<Line> lines =
        history.leasesFor(id).stream()
            .flatMap(lease -> line(lease, run.agreed(), history.lease(lease), now).stream())
            .toList();
    return new Receipt(id, run.agreed().budget().ceiling(), expected, lines, run.undone());
  }

  private static Optional<Line> line(LeaseId id, RunPlan plan, Optional<Lease> lease, Instant now) {
    return lease.map(found ->
        new Line(
            id,
            found.openedTerms(),
            found.instance(),
            found.meter().map(Meter::existsSince).orElse(now),
            forecast(id, plan),
            found.costAt(now),
            !found.isClosed()));
  }

  private static Optional<Cost> forecast(LeaseId lease, RunPlan plan) {
    int which = plan.leases().indexOf(lease);
    return which < 0
        ? Optional.empty()
        : Optional.of(plan.candidates().get(which).forecast().cost());
  }
}
