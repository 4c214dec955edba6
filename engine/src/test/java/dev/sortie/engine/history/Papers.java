package dev.sortie.engine.history;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Forecast;
import dev.sortie.core.choose.Workload;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.recipe.Expectation;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.recipe.Limits;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunOptions;
import dev.sortie.core.run.RunPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Terms and plans of invented runs. */
public final class Papers {
  public static final Usd CAP = Usd.of("1.50");
  public static final Cost FORECAST = new Cost(Usd.of("0.30"), Usd.of("0.05"), Usd.of("0.01"));

  private static final Rates RATES =
      new Rates(Usd.of("0.36"), Usd.of("0.04"), Usd.of("0.01"), Usd.of("0.01"));

  private Papers() {}

  public static LeaseTerms terms(String lease, String run) {
    return new LeaseTerms(
        new LeaseId(lease),
        new Label("home", lease),
        run,
        new OfferId(1),
        new MachineId(7),
        "RTX 3090 24 GB",
        "Texas, US",
        RATES,
        60,
        "image:tag",
        "https://console.vast.ai",
        7,
        Duration.ofHours(2),
        CAP,
        Traffic.NONE,
        Optional.empty(),
        Patience.USUAL);
  }

  /** A plan with these leases, each with the same candidate. */
  public static RunPlan plan(String name, Budget budget, String... leases) {
    return plan(name, budget, List.of(), leases);
  }

  /** The same with folders of results. */
  public static RunPlan plan(String name, Budget budget, List<String> outputs, String... leases) {
    Forecast forecast = new Forecast(Duration.ZERO, Duration.ZERO, Duration.ZERO, FORECAST);
    Candidate candidate =
        new Candidate(offer(), RATES, forecast, 1, FORECAST.total(), Duration.ofHours(2));
    List<LeaseId> ids = List.of(leases).stream().map(LeaseId::new).toList();
    return new RunPlan(
        new RunId(name),
        name,
        "/home/me/job",
        "/home/me/job/out",
        recipe(outputs),
        List.of("task"),
        budget,
        new Workload(4, 60, Duration.ofMinutes(10), Traffic.NONE),
        ids.stream().map(_ -> candidate).toList(),
        ids,
        new RunOptions(true, true, false, false));
  }

  private static Recipe recipe(List<String> outputs) {
    return new Recipe(
        "batch",
        "",
        new Hardware("gpu_ram >= 20", 60),
        "image:tag",
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        "{task}",
        "/app",
        outputs.stream().map(from -> new Outputs(from, List.of(), List.of())).toList(),
        new Limits(Optional.empty(), Optional.empty(), Optional.empty()),
        Expectation.UNKNOWN,
        true);
  }

  private static Offer offer() {
    return new Offer(
        new OfferId(1),
        new MachineId(7),
        "RTX 3090",
        1,
        24576,
        860,
        12.8,
        16,
        64,
        200,
        500,
        500,
        1.0,
        true,
        false,
        "Texas, US",
        10,
        Duration.ofDays(30),
        RATES.gpuPerHour(),
        Usd.of("0.48"),
        RATES.downPerGigabyte(),
        RATES.upPerGigabyte(),
        Optional.empty());
  }
}
