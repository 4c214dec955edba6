package dev.sortie.sim.process;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Ranking;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.sim.fault.FaultKind;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Other offers for a run whose own are used up: two with each search, when the market answers. */
final class Further {
  private static final int EACH = 2;

  private final Machine machine;
  private final Life life;
  private final RunPlan plan;

  Further(Machine machine, Life life, RunPlan plan) {
    this.machine = machine;
    this.life = life;
    this.plan = plan;
  }

  void find(int time, Consumer<List<RunSignal>> answer) {
    life.in(
        400,
        () -> {
          boolean silent =
              machine.faults().lasts(FaultKind.API_DOWN, machine.agenda().now())
                  || machine.faults().lasts(FaultKind.RATE_LIMITED, machine.agenda().now());
          answer.accept(
              List.of(silent ? new RunSignal.NoneFound("no answer") : found(time * EACH)));
        });
  }

  private RunSignal found(int first) {
    return new RunSignal.MoreFound(
        List.of(candidate(first), candidate(first + 1)), List.of(lease(first), lease(first + 1)));
  }

  /** The numbers below are those of the plan's own. */
  private static LeaseId lease(int number) {
    return new LeaseId(String.format(Locale.ROOT, "lease%03d", 10 + number));
  }

  private Candidate candidate(int number) {
    Offer like = plan.candidates().getFirst().offer();
    Offer offer =
        new Offer(
            new OfferId(10 + number),
            new MachineId(1010 + number),
            like.gpuName(),
            like.gpuCount(),
            like.gpuMegabytes(),
            like.computeCapability(),
            like.cudaMax(),
            like.cpuCores(),
            like.memoryGigabytes(),
            like.diskGigabytes(),
            like.downMbps(),
            like.upMbps(),
            like.reliability(),
            like.verified(),
            like.datacenter(),
            like.location(),
            like.directPorts(),
            like.remaining(),
            like.gpuPerHour(),
            like.storagePerGigabyteMonth(),
            like.downPerGigabyte(),
            like.upPerGigabyte(),
            like.dlperf());
    return Ranking.judge(offer, plan.workload(), plan.budget());
  }
}
