package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Ranking;
import dev.sortie.core.choose.Workload;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.recipe.Code;
import dev.sortie.core.recipe.Expectation;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.recipe.Limits;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Plans to run: as many set-up steps, tasks and candidates as a test needs. */
record Plans(
    int steps,
    int tasks,
    int candidates,
    RunOptions options,
    Budget budget,
    boolean retries,
    Usd perGigabyte) {
  static final RunOptions USUAL = new RunOptions(true, true, false, false);

  static Plans usual() {
    return new Plans(1, 2, 3, USUAL, new Budget(Usd.of("1"), Duration.ofHours(2)), true, Usd.ZERO);
  }

  Plans steps(int other) {
    return new Plans(other, tasks, candidates, options, budget, retries, perGigabyte);
  }

  Plans tasks(int other) {
    return new Plans(steps, other, candidates, options, budget, retries, perGigabyte);
  }

  Plans candidates(int other) {
    return new Plans(steps, tasks, other, options, budget, retries, perGigabyte);
  }

  Plans with(RunOptions other) {
    return new Plans(steps, tasks, candidates, other, budget, retries, perGigabyte);
  }

  Plans with(Budget other) {
    return new Plans(steps, tasks, candidates, options, other, retries, perGigabyte);
  }

  Plans retrying(boolean other) {
    return new Plans(steps, tasks, candidates, options, budget, other, perGigabyte);
  }

  Plans perGigabyte(String price) {
    return new Plans(steps, tasks, candidates, options, budget, retries, Usd.of(price));
  }

  RunPlan plan() {
    Workload workload = new Workload(4, 60, Duration.ofMinutes(10), new Traffic(0, 0));
    List<Candidate> offers =
        IntStream.rangeClosed(1, candidates)
            .mapToObj(id -> priced(Ranking.judge(Samples.offer(id), workload, budget)))
            .toList();
    List<LeaseId> leases = IntStream.rangeClosed(1, candidates).mapToObj(Samples::lease).toList();
    return new RunPlan(
        new RunId("a-run"),
        "job",
        "/home/me/job",
        "/home/me/job/out",
        recipe(),
        IntStream.rangeClosed(1, tasks).mapToObj(i -> "task " + i).toList(),
        budget,
        workload,
        offers,
        leases,
        options);
  }

  private Candidate priced(Candidate free) {
    Rates rates =
        new Rates(free.rates().gpuPerHour(), free.rates().diskPerHour(), perGigabyte, perGigabyte);
    return new Candidate(
        free.offer(), rates, free.forecast(), free.chance(), free.expected(), free.life());
  }

  private Recipe recipe() {
    return new Recipe(
        "batch",
        "",
        new Hardware("gpu_ram >= 20", 60),
        "image:tag",
        Map.of(),
        List.of(),
        List.of(),
        IntStream.rangeClosed(1, steps).mapToObj(i -> "step " + i).toList(),
        Optional.of(new Code(".", "/app", List.of())),
        "{task}",
        "/app",
        List.of(new Outputs("/work", List.of(), List.of())),
        new Limits(Optional.empty(), Optional.empty(), Optional.empty()),
        Expectation.UNKNOWN,
        retries);
  }

  /** The same with these offers to choose from. */
  static RunPlan among(RunPlan plan, List<Candidate> candidates) {
    return new RunPlan(
        plan.id(),
        plan.job(),
        plan.workingFolder(),
        plan.outFolder(),
        plan.recipe(),
        plan.tasks(),
        plan.budget(),
        plan.workload(),
        candidates,
        plan.leases(),
        plan.options());
  }
}
