package dev.sortie.engine.history;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.Charge;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A receipt beside the market's own charges (law 10).
 *
 * @param charged what the market has charged for each rental so far; nothing for one it has not
 *     charged yet
 * @param unknown charges under a label of this run for instances that its journal does not know
 */
public record Reconciliation(Receipt receipt, Map<LeaseId, Cost> charged, List<Charge> unknown) {
  /** Charges are booked by the day, and our clock need not be the market's. */
  private static final Duration MARGIN = Duration.ofDays(1);

  public Reconciliation {
    charged = Map.copyOf(charged);
    unknown = List.copyOf(unknown);
  }

  /** The span of time of which charges are needed; empty when nothing was rented. */
  public static Optional<Span> span(Receipt receipt, Instant now) {
    return receipt.lines().stream()
        .filter(line -> line.instance().isPresent())
        .map(Receipt.Line::since)
        .min(Instant::compareTo)
        .map(first -> new Span(first.minus(MARGIN), now.plus(MARGIN)));
  }

  /** From when to when. */
  public record Span(Instant from, Instant to) {}

  /** An instance belongs to the rental that knows it; the label tells the rest. */
  public static Reconciliation of(Receipt receipt, List<Charge> charges) {
    Map<InstanceId, LeaseId> leases = new HashMap<>();
    Set<String> labels = new HashSet<>();
    for (Receipt.Line line : receipt.lines()) {
      line.instance().ifPresent(instance -> leases.put(instance, line.lease()));
      labels.add(line.terms().label().toString());
    }
    Map<LeaseId, Cost> charged =
        charges.stream()
            .filter(charge -> leases.containsKey(charge.instance()))
            .collect(
                Collectors.toMap(
                    charge -> leases.get(charge.instance()), Charge::cost, Cost::plus));
    List<Charge> unknown =
        charges.stream()
            .filter(
                charge -> !leases.containsKey(charge.instance()) && labels.contains(charge.label()))
            .toList();
    return new Reconciliation(receipt, charged, unknown);
  }

  /** What the market has charged for all rentals, empty when it has charged nothing yet. */
  public Optional<Cost> total() {
    return charged.values().stream().reduce(Cost::plus);
  }

  /** Where our meter and the market's disagree on this rental. */
  public List<Difference> differences(Receipt.Line line) {
    Cost cost = charged.get(line.lease());
    return cost == null ? List.of() : Difference.between(line.cost(), cost);
  }
}
