package dev.sortie.core.money;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What counts against the limits across runs: bills of what is over, worst cases of the rest. */
public record Ledger(List<Outlay> outlays, List<Reserve> reserves) {
  public Ledger {
    outlays = List.copyOf(outlays);
    reserves = List.copyOf(reserves);
  }

  /**
   * Where each limit stands for a run of this campaign. A limit per campaign without a campaign
   * limits nothing.
   *
   * @param day when today began, {@code month} when this month did, where the person lives
   */
  public List<Allowance> allowances(
      SpendLimits limits, Optional<String> campaign, Instant day, Instant month) {
    List<Allowance> all = new ArrayList<>();
    limits.perDay().ifPresent(limit -> all.add(since("per day", "today", limit, day)));
    limits.perMonth().ifPresent(limit -> all.add(since("per month", "this month", limit, month)));
    if (campaign.isPresent() && limits.perCampaign().isPresent()) {
      String name = "per campaign " + campaign.get();
      all.add(of(name, "so far", limits.perCampaign().get(), Instant.MIN, campaign::equals));
    }
    return all;
  }

  private Allowance since(String name, String past, Usd limit, Instant start) {
    return of(name, past, limit, start, _ -> true);
  }

  private Allowance of(
      String name, String past, Usd limit, Instant start, Predicate<Optional<String>> counts) {
    Usd spent =
        outlays.stream()
            .filter(outlay -> counts.test(outlay.campaign()))
            .map(outlay -> outlay.since(start))
            .reduce(Usd.ZERO, Usd::plus);
    List<Reserve> open = reserves.stream().filter(r -> counts.test(r.campaign())).toList();
    return new Allowance(name, past, limit, spent, open);
  }
}
