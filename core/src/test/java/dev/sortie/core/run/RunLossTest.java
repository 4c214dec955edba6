package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static dev.sortie.core.run.Tale.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Machines that disappoint before, at and after work. */
class RunLossTest {
  private static final Plans USUAL = Plans.usual();
  private static final Plans TIGHT = USUAL.with(new Budget(Usd.of("0.50"), Duration.ofHours(12)));

  @Test
  void whatSomebodyElseHasBroughtHomeIsNotReportedMissing() {
    for (boolean fetched : List.of(true, false)) {
      Tale tale = Tale.working(Plans.usual());
      tale.send(
          new RunSignal.LeaseTurnedBad(
              Tale.ONE, Cause.INTERRUPTED, "sortie down", false, Usd.of("0.1"), fetched));
      assertThat(tale.troubles().contains(Cause.RESULTS_MISSING)).isEqualTo(!fetched);
      assertThat(tale.troubles()).contains(Cause.INTERRUPTED);
    }
  }

  @Test
  void whenTheMachineIsAtFaultTheNextIsTried() {
    Tale tale = Tale.opened(USUAL).bad(ONE, Cause.STUCK_LOADING, true, "0.01");
    assertThat(tale.last.facts().getFirst())
        .isEqualTo(new RunEvent.LeaseFailed(ONE, Cause.STUCK_LOADING, "it broke", Usd.of("0.01")));
    assertThat(tale.last.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            RunAction.OpenLease.class, open -> assertThat(open.lease()).isEqualTo(TWO));
  }

  @Test
  void whatCanNeverBeFetchedIsNamedAndTheMachineGoes() {
    PullReport hostile =
        new PullReport(
            2, 20, 1, 10, List.of(PullReport.Missing.forGood("outside", "leads out of /work")));
    Tale tale = Tale.pulling(USUAL).send(new RunSignal.PullAnswered(hostile));
    assertThat(tale.troubles()).containsExactly(Cause.RESULTS_MISSING);
    assertThat(tale.run.verdict().troubles().getFirst().said()).contains("outside");
    assertThat(tale.ends()).hasSize(1);
  }

  @Test
  void whatMayStillComeKeepsTheMachine() {
    PullReport both =
        new PullReport(
            3,
            30,
            1,
            10,
            List.of(
                PullReport.Missing.forGood("outside", "leads out of /work"),
                PullReport.Missing.yet("log", "kept changing")));
    Tale tale = Tale.pulling(USUAL).send(new RunSignal.PullAnswered(both));
    assertThat(tale.troubles()).isEmpty();
    assertThat(tale.ends()).isEmpty();
  }

  @Test
  void creditKeyAndImageAreNotTriedElsewhere() {
    for (Cause cause : List.of(Cause.CREDIT, Cause.BAD_KEY, Cause.BAD_IMAGE)) {
      Tale tale = Tale.opened(USUAL).bad(ONE, cause, false, "0");
      assertThat(tale.last.actions()).noneMatch(RunAction.OpenLease.class::isInstance);
      assertThat(tale.troubles()).containsExactly(cause);
      assertThat(tale.closed(ONE).run.isEnded()).isTrue();
    }
  }

  @Test
  void whenNoCandidateIsLeftTheLastReasonIsGiven() {
    Tale tale = Tale.opened(USUAL.candidates(1)).bad(ONE, Cause.OFFER_TAKEN, true, "0");
    assertThat(tale.troubles()).containsExactly(Cause.OFFER_TAKEN);
    assertThat(tale.closed(ONE).run.isEnded()).isTrue();
  }

  @Test
  void aPlanWithoutCandidatesEndsAtOnce() {
    Tale tale = Tale.opened(USUAL.candidates(0));
    assertThat(tale.run.verdict().troubles())
        .containsExactly(new RunTrouble(Cause.NO_OFFERS, "the plan names no offer"));
    assertThat(tale.run.isEnded()).isTrue();
  }

  @Test
  void whatIsSpentAndWhatTheEndOfTheLastMachineTakesShortensTheNextLife() {
    Tale tale = Tale.opened(TIGHT);
    Duration first = lastLife(tale);
    tale.bad(ONE, Cause.SSH_NEVER_UP, true, "0.03125");
    // 0.03125 at 0.3125 an hour is 6 min; the machine that failed is billed on until its guard ends
    // it, if we die.
    Duration silence = GuardTerms.USUAL.grace().plus(Budget.TEARDOWN);
    assertThat(first.minus(lastLife(tale))).isEqualTo(Duration.ofMinutes(6).plus(silence));
  }

  @Test
  void whatWasNeverRentedShortensNothing() {
    Tale tale = Tale.opened(TIGHT);
    Duration first = lastLife(tale);
    tale.bad(ONE, Cause.OFFER_TAKEN, true, "0");
    assertThat(lastLife(tale)).isEqualTo(first);
  }

  @Test
  void whatAFailedMachineCostUntilItWasGoneCountsToo() {
    Tale tale = Tale.opened(TIGHT).bad(ONE, Cause.SSH_NEVER_UP, true, "0.01");
    tale.send(new RunSignal.LeaseClosed(ONE, Usd.of("0.10")));
    assertThat(tale.run.tenancy().spent()).isEqualTo(Usd.of("0.10"));
    tale.bad(TWO, Cause.OFFER_TAKEN, true, "0");
    Budget budget = TIGHT.budget();
    assertThat(lastLife(tale))
        .isEqualTo(
            budget.life(
                tale.run.agreed().candidates().get(2).rates(),
                Usd.of("0.10"),
                tale.run.agreed().workload().traffic()));
  }

  @Test
  void noNextMachineIsRentedForATimeThatDoesNotReachItsBoot() {
    // 173 s of boot and 180 s of tear-down at 0.3125 $/h want about 0.031 $.
    Tale tale = Tale.opened(TIGHT).bad(ONE, Cause.SSH_NEVER_UP, true, "0.46");
    assertThat(tale.last.actions()).noneMatch(RunAction.OpenLease.class::isInstance);
    assertThat(tale.troubles()).containsExactly(Cause.CEILING_REACHED);
  }

  @Test
  void aMachineLostAtWorkNamesWhatIsMissing() {
    Plans last = USUAL.candidates(1);
    for (Tale tale : List.of(Tale.settingUp(last), Tale.working(last), Tale.pulling(USUAL))) {
      tale.bad(ONE, Cause.INSTANCE_LOST, true, "0.1");
      assertThat(tale.troubles()).containsExactly(Cause.INSTANCE_LOST, Cause.RESULTS_MISSING);
      assertThat(tale.run.verdict().troubles().getLast().said()).contains("/work");
      assertThat(tale.last.actions()).noneMatch(RunAction.OpenLease.class::isInstance);
      assertThat(tale.closed(ONE).run.isEnded()).isTrue();
    }
  }

  @Test
  void aMachineLostAfterAHalfPullNamesTheFiles() {
    Tale tale = Tale.pulling(USUAL).pulled(Tale.TORN).bad(ONE, Cause.CEILING_REACHED, false, "1");
    assertThat(tale.run.verdict().troubles().getLast())
        .isEqualTo(
            new RunTrouble(
                Cause.RESULTS_MISSING, "the machine ended before all was brought home: b.wav"));
  }

  @Test
  void aMachineLostWhilePushingHeldNoResults() {
    Tale tale = Tale.pushing(USUAL.candidates(1)).bad(ONE, Cause.INSTANCE_LOST, true, "0.1");
    assertThat(tale.troubles()).containsExactly(Cause.INSTANCE_LOST);
  }

  @Test
  void aMachineThatIsGoneWithoutBadNewsIsLostAllTheSame() {
    Tale renting = Tale.opened(USUAL).closed(ONE);
    assertThat(renting.last.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            RunAction.OpenLease.class, open -> assertThat(open.lease()).isEqualTo(TWO));

    Tale pulling = Tale.pulling(USUAL).pullBroke().closed(ONE);
    assertThat(pulling.troubles()).containsExactly(Cause.INSTANCE_LOST, Cause.RESULTS_MISSING);
    assertThat(pulling.run.isEnded()).isTrue();
  }

  @Test
  void newsOfAKeptMachineNoLongerMatters() {
    Tale tale = Tale.releasing(USUAL.with(new RunOptions(true, true, true, false)));
    Run before = tale.run;
    tale.bad(ONE, Cause.CEILING_REACHED, false, "1").closed(ONE);
    assertThat(tale.run).isEqualTo(before);
  }

  private static Duration lastLife(Tale tale) {
    return tale.facts.stream()
        .filter(RunEvent.LeaseOpened.class::isInstance)
        .map(fact -> ((RunEvent.LeaseOpened) fact).life())
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  @Test
  void aCeilingThatBuysNoTimeOnAnyMachineEndsTheRunAtOnce() {
    Tale tale = Tale.opened(USUAL.with(new Budget(Usd.of("0.01"), Duration.ofHours(12))));
    assertThat(tale.actions).isEmpty();
    assertThat(tale.troubles()).containsExactly(Cause.CEILING_REACHED);
    assertThat(tale.run.isEnded()).isTrue();
  }

  @Test
  void noMachineIsRentedForATimeThatItsBootAndTheTransferUseUp() {
    var forecast = USUAL.plan().candidates().getFirst().forecast();
    Duration way = forecast.boot().plus(forecast.transfer()).plus(Budget.TEARDOWN);
    assertThat(Tale.opened(USUAL.with(new Budget(Usd.of("9"), way))).actions).isEmpty();
    assertThat(Tale.opened(USUAL.with(new Budget(Usd.of("9"), way.plusSeconds(1)))).actions)
        .hasSize(1);
  }
}
