package dev.sortie.engine.budget;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Ledger;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Outlay;
import dev.sortie.core.money.Reserve;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from the journal what counts against limits across runs. */
final class Ledgers {
  private final History history;
  private final boolean campaigns;
  private final Instant now;
  private final Map<String, Optional<String>> campaignOf = new HashMap<>();
  private final Map<String, Usd> spentByOpenRuns = new HashMap<>();
  private final List<Outlay> outlays = new ArrayList<>();
  private final List<Reserve> reserves = new ArrayList<>();

  private Ledgers(History history, boolean campaigns, Instant now) {
    this.history = history;
    this.campaigns = campaigns;
    this.now = now;
  }

  /**
   * @param since what was over before then does not matter
   * @param campaigns whether it matters which campaign something belongs to
   */
  static Ledger read(History history, Instant since, boolean campaigns, Instant now) {
    return new Ledgers(history, campaigns, now).read(since);
  }

  private Ledger read(Instant since) {
    List<Run> open =
        history.openRuns().stream()
            .flatMap(id -> history.run(id).stream())
            .filter(run -> run.plan().isPresent())
            .toList();
    open.forEach(run -> spentByOpenRuns.put(run.agreed().id().value(), Usd.ZERO));
    history.leasesSince(since).forEach(this::add);
    for (Run run : open) {
      String name = run.agreed().id().value();
      Usd ceiling = run.agreed().budget().ceiling();
      // What a stray has cost may come on top of the ceiling.
      Usd atMost = ceiling.max(spentByOpenRuns.getOrDefault(name, Usd.ZERO));
      reserves.add(new Reserve(name, run.agreed().budget().campaign(), atMost));
    }
    return new Ledger(outlays, reserves);
  }

  private void add(LeaseId id, String run) {
    Lease lease = history.lease(id).orElseThrow();
    Usd cost = lease.costAt(now).total();
    if (spentByOpenRuns.containsKey(run)) {
      spentByOpenRuns.merge(run, cost, Usd::plus);
    } else if (lease.isClosed()) {
      Meter meter = lease.meter().orElseThrow();
      Instant end = meter.endedAt().orElse(now);
      outlays.add(new Outlay(campaignOf(run), meter.existsSince(), end, cost));
    } else {
      // Kept as asked, or being ended: it may go on up to its cap.
      reserves.add(new Reserve(run, campaignOf(run), lease.openedTerms().cap().max(cost)));
    }
  }

  private Optional<String> campaignOf(String run) {
    return campaigns ? campaignOf.computeIfAbsent(run, this::readCampaign) : Optional.empty();
  }

  private Optional<String> readCampaign(String run) {
    return RunId.isOne(run)
        ? history.run(new RunId(run)).flatMap(Run::plan).flatMap(p -> p.budget().campaign())
        : Optional.empty();
  }
}
