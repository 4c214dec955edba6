package dev.sortie.sim.world;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Ranking;
import dev.sortie.core.choose.Workload;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.recipe.Code;
import dev.sortie.core.recipe.Expectation;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.recipe.Limits;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.run.Hedge;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunOptions;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.sim.process.Work;
import dev.sortie.sim.time.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a simulated run is about, drawn from its seed. */
record Scenario(RunPlan plan, Work work, int foreign, StormBrake brake) {
  private static final List<LeaseId> LEASES =
      List.of(new LeaseId("lease001"), new LeaseId("lease002"), new LeaseId("lease003"));
  private static final RunId RUN = new RunId("a-run");
  private static final double DISK = 20;
  private static final int SEARCHES = 2;

  static Scenario draw(Dice dice) {
    int tasks = 1 + dice.below(3);
    int files = 1 + dice.below(2);
    long fileBytes = dice.between(1_000_000, 30_000_000);
    Work work =
        new Work(
            dice.between(1_000_000, 40_000_000),
            dice.between(500, 4_000),
            dice.between(2_000, 18_000),
            files,
            fileBytes);
    Hedge hedge = hedge(dice);
    int candidates = hedge.equals(Hedge.NONE) ? 1 + dice.below(3) : 2 + dice.below(2);
    Traffic traffic = new Traffic(work.pushBytes(), fileBytes * files * tasks);
    Workload workload = new Workload(0.1, DISK, Duration.ofSeconds(60), traffic);
    Usd price = new Usd(dice.between(100, 1500) * 1_000_000L);
    Budget budget = budget(dice, hedge, price);
    List<Candidate> offers = new ArrayList<>(candidates);
    for (int i = 1; i <= candidates; i++) {
      Usd ofThis = new Usd(price.nanos() + i * 10_000_000L);
      offers.add(Ranking.judge(offer(i, ofThis, dice), workload, budget));
    }
    GuardTerms guard = dice.oneIn(4) ? GuardTerms.of(Duration.ofMinutes(3)) : GuardTerms.USUAL;
    RunOptions options =
        new RunOptions(
            !dice.oneIn(8), true, false, false, hedge, Optional.of(guard), Optional.of(SEARCHES));
    RunPlan plan =
        new RunPlan(
            RUN,
            "job",
            "/home/me/job",
            "/home/me/job/out",
            recipe(dice.below(2), !dice.oneIn(3)),
            List.of("one", "two", "three").subList(0, tasks),
            budget,
            workload,
            offers,
            LEASES.subList(0, candidates),
            options);
    return new Scenario(plan, work, dice.below(4), brake(dice));
  }

  /** Tighter than usual at times, or a single run would never meet it. */
  private static StormBrake brake(Dice dice) {
    return switch (dice.below(12)) {
      case 0 -> new StormBrake(1, 30);
      case 1 -> new StormBrake(4, 2);
      case 2 -> new StormBrake(4, 1);
      default -> StormBrake.USUAL;
    };
  }

  private static Hedge hedge(Dice dice) {
    return switch (dice.below(8)) {
      case 0 -> new Hedge(2, Optional.empty());
      case 1 -> new Hedge(1, Optional.of(Duration.ofSeconds(dice.between(5, 25))));
      default -> Hedge.NONE;
    };
  }

  /** Mostly enough, sometimes just enough, and for two machines at once more. */
  private static Budget budget(Dice dice, Hedge hedge, Usd price) {
    boolean tight = dice.oneIn(4);
    long minutes = tight ? dice.between(5, 9) : dice.between(10, 22);
    long paid = hedge.equals(Hedge.NONE) ? minutes : minutes * 2 + 40;
    long ceiling = price.nanos() / 60 * (paid + dice.between(0, 4)) + 4_000_000;
    return new Budget(new Usd(ceiling), Duration.ofMinutes(minutes));
  }

  private static Offer offer(long id, Usd price, Dice dice) {
    return new Offer(
        new OfferId(id),
        new MachineId(1000 + id),
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
        0.99,
        true,
        false,
        "Texas, US",
        10,
        Duration.ofDays(30),
        price,
        Usd.of("0.15"),
        new Usd(dice.between(0, 20) * 1_000_000L),
        new Usd(dice.between(0, 20) * 1_000_000L),
        Optional.empty());
  }

  private static Recipe recipe(int steps, boolean retries) {
    return RECIPES.get(steps * 2 + (retries ? 1 : 0));
  }

  private static final List<Recipe> RECIPES =
      List.of(make(0, false), make(0, true), make(1, false), make(1, true));

  private static Recipe make(int steps, boolean retries) {
    return new Recipe(
        "batch",
        "",
        new Hardware("gpu_ram >= 20", DISK),
        "image:tag",
        Map.of(),
        List.of(),
        List.of(),
        List.of("make ready").subList(0, steps),
        Optional.of(new Code(".", "/app", List.of())),
        "{task}",
        "/app",
        List.of(new Outputs("/work", List.of(), List.of())),
        new Limits(Optional.empty(), Optional.empty(), Optional.empty()),
        Expectation.UNKNOWN,
        retries);
  }
}
