package dev.sortie.core.hosts;

import dev.sortie.core.choose.HostFact;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what was learnt of machines out of the journal. */
public final class HostFacts {
  private HostFacts() {}

  /** The facts of leases that matter here; others may be left out. */
  public static final Set<Class<? extends Fact>> OF_LEASES = Stays.TYPES;

  /** The facts of runs that matter here; others may be left out. */
  public static final Set<Class<? extends Fact>> OF_RUNS = Transfers.TYPES;

  /**
   * @param leases entries of leases, each lease's in order
   * @param runs entries of runs, each run's in order
   */
  public static List<HostFact> of(List<Entry> leases, List<Entry> runs) {
    List<HostFact> facts = new ArrayList<>();
    Map<String, Stays.Known> known = new HashMap<>();
    histories(leases)
        .forEach((lease, history) ->
            Stays.of(history)
                .ifPresent(stay -> {
                  known.put(lease.value(), stay);
                  facts.add(stay.fact());
                }));
    histories(runs).values().forEach(history -> facts.addAll(Transfers.of(history, known)));
    return facts;
  }

  private static Map<AggregateId, List<Entry>> histories(List<Entry> entries) {
    return entries.stream()
        .collect(Collectors.groupingBy(Entry::aggregate, LinkedHashMap::new, Collectors.toList()));
  }
}
