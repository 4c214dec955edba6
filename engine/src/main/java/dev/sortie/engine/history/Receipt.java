package dev.sortie.engine.history;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run was expected to cost and what it has cost, from the journal alone (law 10).
 *
 * @param expected the forecast for the candidate that did the work, or the first one
 * @param lines one for each rental
 */
public record Receipt(RunId run, Usd ceiling, Cost expected, List<Line> lines) {
  public Receipt {
    lines = List.copyOf(lines);
  }

  /** The cost of one rental; {@code open} while it is not proven gone. */
  public record Line(LeaseId lease, String gpu, String instance, Cost cost, boolean open) {}

  public Cost metered() {
    return lines.stream().map(Line::cost).reduce(Cost.ZERO, Cost::plus);
  }

  /** The receipt of a run as it stands at {@code now}. */
  public static Receipt of(RunId id, Run run, History history, Instant now) {
    Cost expected = run.chosen().map(Candidate::forecast).map(f -> f.cost()).orElse(Cost.ZERO);
    List<Line> lines =
        history.leasesOf(id).stream()
            .flatMap(lease -> line(lease, history.lease(lease), now).stream())
            .toList();
    return new Receipt(id, run.agreed().budget().ceiling(), expected, lines);
  }

  private static Optional<Line> line(LeaseId id, Optional<Lease> lease, Instant now) {
    return lease.map(found ->
        new Line(
            id,
            found.openedTerms().gpu(),
            found.instance().map(Object::toString).orElse("-"),
            found.costAt(now),
            !found.isClosed()));
  }
}
