package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.choose.Ranking;
import dev.sortie.core.error.Cause;
import dev.sortie.core.money.Budget;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A host rents its machine out until a day: then it is stopped, and what it holds is out of reach.
 */
final class ContractEndTest {
  private static final Plans USUAL = Plans.usual();
  private static final Duration SHORT = Duration.ofMinutes(40);

  @Test
  void workStopsInTimeToBringResultsHomeBeforeTheContractIsOver() {
    Tale tale = working(SHORT);
    Instant ends = tale.run.tenancy().workEnds().orElseThrow();
    assertThat(ends).isEqualTo(start(tale).plus(SHORT).minus(Budget.TEARDOWN));
    tale.now = ends;
    tale.tick();
    assertThat(tale.last.actions()).contains(new RunAction.CancelWork(ONE));
    assertThat(tale.run.verdict().stop())
        .hasValueSatisfying(why -> {
          assertThat(why.cause()).isEqualTo(Cause.INSTANCE_LOST);
          assertThat(why.said()).contains("the host rents this machine out until");
        });
  }

  @Test
  void aContractThatOutlivesTheBudgetChangesNothing() {
    Tale far = Tale.working(USUAL);
    Tale near = working(Duration.ofDays(1));
    assertThat(near.run.tenancy().workEnds()).isEqualTo(far.run.tenancy().workEnds());
    near.now = near.run.tenancy().workEnds().orElseThrow();
    assertThat(near.tick().run.verdict().stop())
        .hasValueSatisfying(why -> assertThat(why.cause()).isEqualTo(Cause.CEILING_REACHED));
  }

  @Test
  void aContractWithoutAnEndChangesNothing() {
    Tale far = Tale.working(USUAL);
    Tale endless = working(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(endless.run.tenancy().workEnds()).isEqualTo(far.run.tenancy().workEnds());
  }

  @Test
  void anOfferWhoseContractIsOverSinceThePlanWasMadeIsPassedOver() {
    Tale tale = opened(SHORT).after(SHORT);
    tale.bad(ONE, Cause.STUCK_LOADING, true, "0");
    assertThat(tale.last.actions()).noneMatch(RunAction.OpenLease.class::isInstance);
  }

  private static Tale working(Duration remaining) {
    return opened(remaining).after(60).reached(ONE).pushed().setUp(1, 0);
  }

  private static Tale opened(Duration remaining) {
    RunPlan plan = USUAL.plan();
    RunPlan ends =
        Plans.among(
            plan,
            IntStream.rangeClosed(1, plan.leases().size())
                .mapToObj(id ->
                    Ranking.judge(Samples.offer(id, remaining), plan.workload(), plan.budget()))
                .toList());
    return new Tale().send(new RunSignal.Open(ends));
  }

  private static Instant start(Tale tale) {
    return tale.run.search().since().orElseThrow();
  }
}
