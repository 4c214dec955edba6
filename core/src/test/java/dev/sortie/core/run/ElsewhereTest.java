package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static dev.sortie.core.run.Tale.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.remote.PullReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A machine is lost at work: what was done stays done, what is left goes on elsewhere. */
final class ElsewhereTest {
  private static final Plans USUAL = Plans.usual();

  @Test
  void theTaskInProgressAndTheRestGoOnWithTheNextMachine() {
    Tale tale = Tale.working(USUAL.tasks(3)).worked(1, 0).lost(ONE);
    assertThat(tale.last.actions()).contains(new RunAction.CancelWork(ONE));
    assertThat(opened(tale)).containsExactly(TWO);
    tale.reached(TWO).pushed().setUp(1, 0);
    assertThat(tale.last.actions()).containsExactly(new RunAction.Work(TWO, 2));
    tale.worked(2, 0).worked(3, 0).pulled(Tale.HOME).closed(TWO);
    assertThat(tale.run.progress().results()).hasSize(3).allMatch(TaskResult::succeeded);
    assertThat(tale.run.verdict().troubles())
        .as("what the first task left on the lost machine, and nothing else")
        .containsExactly(
            new RunTrouble(
                Cause.RESULTS_MISSING, "the machine ended before all was brought home: /work"));
  }

  @Test
  void aTaskThatMayNotBeRepeatedIsNot() {
    Tale tale = Tale.working(once(USUAL.tasks(3))).worked(1, 0).lost(ONE);
    assertThat(Tale.kinds(tale.last.facts())).contains("TaskVanished", "LeaseLost");
    tale.reached(TWO).pushed().setUp(1, 0);
    assertThat(tale.last.actions()).containsExactly(new RunAction.Work(TWO, 3));
  }

  @Test
  void theOnlyTaskLeftMayNotBeRepeatedSoNoMachineIsRentedForIt() {
    Tale tale = Tale.working(once(USUAL.tasks(1))).lost(ONE);
    assertThat(opened(tale)).isEmpty();
    assertThat(tale.troubles()).containsExactly(Cause.INSTANCE_LOST, Cause.RESULTS_MISSING);
  }

  @Test
  void outputsThatWereHomeBeforeTheLossAreNotMissing() {
    Tale tale = Tale.working(USUAL.tasks(3)).worked(1, 0);
    tale.send(new RunSignal.Gathered(1, Tale.HOME)).lost(ONE);
    assertThat(tale.troubles()).isEmpty();
    tale = Tale.working(USUAL.tasks(3)).worked(1, 0);
    tale.send(new RunSignal.Gathered(0, Tale.HOME)).lost(ONE);
    assertThat(tale.troubles()).as("gathered before the task ended").hasSize(1);
  }

  @Test
  void whatIsStillBeingWrittenIsNotHome() {
    PullReport torn =
        new PullReport(1, 1, 1, 1, List.of(PullReport.Missing.yet("a.wav", "being written")));
    Tale tale = Tale.working(USUAL.tasks(3)).worked(1, 0);
    tale.send(new RunSignal.Gathered(1, torn)).lost(ONE);
    assertThat(tale.troubles()).containsExactly(Cause.RESULTS_MISSING);
    assertThat(tale.run.verdict().troubles().getLast().said()).contains("a.wav");
  }

  @Test
  void whatCouldNeverBeBroughtHomeIsNamedWhenTheMachineIsLostBeforeTheLastPull() {
    PullReport hostile =
        new PullReport(2, 2, 1, 1, List.of(PullReport.Missing.forGood("out", "leads outside")));
    Tale tale = Tale.working(USUAL.tasks(3)).worked(1, 0);
    tale.send(new RunSignal.Gathered(1, hostile)).lost(ONE);
    assertThat(tale.run.verdict().troubles())
        .containsExactly(new RunTrouble(Cause.RESULTS_MISSING, "cannot be brought home: out"));
    tale.reached(TWO).pushed().setUp(1, 0).worked(2, 0).worked(3, 0).pulled(Tale.HOME).closed(TWO);
    assertThat(tale.troubles()).as("at the end").containsExactly(Cause.RESULTS_MISSING);
  }

  @Test
  void whatWasToldOfOneMachineIsNotToldAgainOfTheNext() {
    PullReport torn =
        new PullReport(2, 2, 1, 1, List.of(PullReport.Missing.yet("a.wav", "being written")));
    Tale tale = Tale.working(USUAL.tasks(3).candidates(3)).worked(1, 0);
    tale.send(new RunSignal.Gathered(1, torn)).lost(ONE);
    tale.reached(TWO).pushed().setUp(1, 0).lost(TWO);
    assertThat(tale.troubles()).hasSize(1);
  }

  @Test
  void aGatherThatBroughtNothingAndMissedSomethingNewIsKeptInMind() {
    PullReport hostile =
        new PullReport(2, 2, 0, 0, List.of(PullReport.Missing.forGood("out", "leads outside")));
    Tale tale = Tale.working(USUAL.tasks(3)).worked(1, 0);
    tale.send(new RunSignal.Gathered(1, Tale.HOME)).send(new RunSignal.Gathered(1, hostile));
    tale.send(new RunSignal.Gathered(1, hostile));
    assertThat(tale.last.facts()).as("the same is no news").isEmpty();
    tale.lost(ONE);
    assertThat(tale.run.verdict().troubles().getLast().said()).contains("out");
  }

  @Test
  void aGatherThatLookedEarlierTakesNothingBackHoweverLateItIsOver() {
    PullReport hostile =
        new PullReport(2, 2, 1, 1, List.of(PullReport.Missing.forGood("out", "leads outside")));
    Tale tale = Tale.working(once(USUAL.tasks(3))).worked(1, 0);
    tale.send(new RunSignal.Gathered(1, hostile)).send(new RunSignal.Gathered(0, Tale.HOME));
    assertThat(tale.last.facts()).as("its bytes are paid for").hasSize(1);
    tale.lost(ONE);
    assertThat(tale.run.verdict().troubles().getFirst().said()).contains("/work, among it out");
  }

  @Test
  void whatATaskThatIsNotRepeatedHadMadeIsMissing() {
    Tale tale = Tale.working(once(USUAL.tasks(3))).lost(ONE);
    assertThat(tale.troubles()).containsExactly(Cause.RESULTS_MISSING);
    assertThat(tale.run.verdict().troubles().getLast().said()).contains("/work");
  }

  @Test
  void theOnlyMachineThatIsLostNamesTheTasksThatWereNotDone() {
    Tale tale = Tale.working(USUAL.tasks(3).candidates(1)).worked(1, 0).lost(ONE);
    assertThat(tale.run.verdict().troubles().getLast().said())
        .endsWith("/work; 2 of 3 tasks not done: 2, 3");
  }

  @Test
  void withoutAnotherMachineTheTasksThatWereNotDoneAreNamed() {
    Tale tale = Tale.working(USUAL.tasks(3).candidates(2)).worked(1, 0).lost(ONE);
    tale.bad(TWO, Cause.OFFER_TAKEN, true, "0");
    assertThat(tale.run.verdict().troubles())
        .contains(new RunTrouble(Cause.RESULTS_MISSING, "2 of 3 tasks not done: 2, 3"));
  }

  @Test
  void theTasksThatWereNotDoneAreNamedOnceHoweverManyMachinesWereLost() {
    Tale tale = Tale.working(USUAL.tasks(3).candidates(2)).worked(1, 0).lost(ONE);
    tale.reached(TWO).pushed().setUp(1, 0).lost(TWO);
    assertThat(tale.run.verdict().troubles())
        .extracting(RunTrouble::said)
        .filteredOn(said -> said.contains("not done"))
        .containsExactly("2 of 3 tasks not done: 2, 3");
  }

  @Test
  void whatATaskInProgressWasStillWritingComesAgainWithTheTask() {
    PullReport torn =
        new PullReport(1, 1, 0, 0, List.of(PullReport.Missing.yet("a.wav", "being written")));
    Tale tale = Tale.working(USUAL.tasks(3)).send(new RunSignal.Gathered(0, torn)).lost(ONE);
    assertThat(opened(tale)).containsExactly(TWO);
    assertThat(tale.troubles()).isEmpty();
  }

  @Test
  void whatTheLostMachineCostIsMissingFromTheNextOnesCeiling() {
    Tale tale = Tale.working(USUAL.tasks(3));
    tale.bad(ONE, Cause.INSTANCE_LOST, true, "0.4");
    RunAction.OpenLease next =
        (RunAction.OpenLease)
            tale.last.actions().stream()
                .filter(RunAction.OpenLease.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(next.cap()).isLessThan(USUAL.budget().ceiling().minus(usd("0.4")));
  }

  private static dev.sortie.core.money.Usd usd(String amount) {
    return dev.sortie.core.money.Usd.of(amount);
  }

  private static Plans once(Plans plans) {
    return plans.retrying(false);
  }

  private static List<dev.sortie.core.lease.LeaseId> opened(Tale tale) {
    return tale.last.actions().stream()
        .filter(RunAction.OpenLease.class::isInstance)
        .map(action -> ((RunAction.OpenLease) action).lease())
        .toList();
  }

  @Test
  void theOnlyTaskLeftIsDoneElsewhereWhereItMayBeRepeated() {
    assertThat(opened(Tale.working(USUAL.tasks(1)).lost(ONE))).containsExactly(TWO);
  }

  @Test
  void aTaskThatHadNotBegunIsDoneElsewhereEvenIfNoneMayBeRepeated() {
    Tale tale = Tale.settingUp(once(USUAL.tasks(1))).lost(ONE);
    assertThat(opened(tale)).containsExactly(TWO);
    assertThat(Tale.kinds(tale.last.facts())).doesNotContain("TaskVanished");
  }

  @Test
  void whereNoTaskWaitsNoOtherMachineIsRented() {
    assertThat(opened(Tale.settingUp(USUAL.tasks(0)).lost(ONE))).isEmpty();
  }

  @Test
  void whatAnotherMachineCannotBetterIsNotTriedOnOne() {
    Tale tale = Tale.working(USUAL).bad(ONE, Cause.CEILING_REACHED, false, "0.1");
    assertThat(opened(tale)).isEmpty();
    assertThat(tale.troubles()).containsExactly(Cause.CEILING_REACHED, Cause.RESULTS_MISSING);
  }

  @Test
  void onceResultsAreOnTheirWayNoOtherMachineIsRentedForTasksThatNeverBegan() {
    Tale tale = Tale.settingUp(USUAL).setUp(1, 127).lost(ONE);
    assertThat(opened(tale)).isEmpty();
    assertThat(tale.troubles())
        .containsExactly(Cause.SETUP_FAILED, Cause.INSTANCE_LOST, Cause.RESULTS_MISSING);
  }

  @Test
  void afterAStopNoOtherMachineIsRented() {
    Tale tale = Tale.working(USUAL).stop().lost(ONE);
    assertThat(opened(tale)).isEmpty();
    assertThat(tale.ends()).isNotEmpty();
  }

  @Test
  void whoWantsNoResultsMissesNone() {
    Plans plans = USUAL.tasks(3).with(new RunOptions(true, false, false, false));
    assertThat(Tale.working(plans).worked(1, 0).lost(ONE).troubles()).isEmpty();
    assertThat(Tale.working(plans.candidates(1)).lost(ONE).troubles())
        .containsExactly(Cause.INSTANCE_LOST);
  }

  @Test
  void aPullThatMissedNothingDoesNotHideWhatCameAfterIt() {
    Tale tale = Tale.working(USUAL.tasks(3)).send(new RunSignal.Gathered(0, Tale.HOME));
    tale.worked(1, 0).lost(ONE);
    assertThat(tale.run.verdict().troubles().getLast().said()).endsWith("brought home: /work");
  }
}
