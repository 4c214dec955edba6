package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.money.Budget;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.TaskEnd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunRoadTest {
  private static final Plans USUAL = Plans.usual();

  @Test
  void theHappyPathLeavesItsFactsInOrder() {
    Tale tale = Tale.releasing(USUAL).closed(ONE);
    assertThat(tale.kinds())
        .containsExactly(
            "Planned",
            "LeaseOpened",
            "LeaseUp",
            "PushStarted",
            "Pushed",
            "SetUpStarted",
            "SetUpEnded",
            "TaskStarted",
            "TaskEnded",
            "TaskStarted",
            "TaskEnded",
            "PullStarted",
            "Pulled",
            "ReleaseStarted",
            "LeaseClosed",
            "Ended");
    assertThat(Tale.kinds(tale.actions))
        .containsExactly(
            "OpenLease", "Push", "SetUp", "Work", "Work", "Gather", "Pull", "EndLease");
    assertThat(tale.troubles()).isEmpty();
    assertThat(tale.ends().findFirst().orElseThrow().reason().kind())
        .isEqualTo(EndReason.Kind.DONE);
    assertThat(tale.run.isEnded()).isTrue();
  }

  @Test
  void theLeaseMayLiveForTheWorkAndTheTearDown() {
    Tale tale = Tale.opened(USUAL);
    Duration life = Duration.ofHours(2).minus(Budget.TEARDOWN);
    assertThat(tale.last.facts())
        .contains(new RunEvent.LeaseOpened(ONE, 0, life, USUAL.budget().ceiling()));
    assertThat(tale.last.actions())
        .containsExactly(
            new RunAction.OpenLease(ONE, 0, life.plus(Budget.TEARDOWN), USUAL.budget().ceiling()));
    assertThat(tale.run.tenancy().workEnds()).contains(tale.now.plus(life));
  }

  @Test
  void aFailingTaskDoesNotStopTheRest() {
    Tale tale = Tale.working(USUAL).worked(1, 3);
    assertThat(tale.last.actions())
        .containsExactly(new RunAction.Work(ONE, 2), new RunAction.Gather(ONE, 1));
    tale.worked(2, 0).pulled(Tale.HOME);
    assertThat(tale.troubles()).containsExactly(Cause.TASK_FAILED);
    assertThat(tale.run.verdict().troubles().getFirst().said()).isEqualTo("1 of 2 tasks failed");
    assertThat(tale.closed(ONE).run.isEnded()).isTrue();
  }

  @Test
  void aTaskThatVanishedHasFailed() {
    Tale tale =
        Tale.working(USUAL)
            .send(new RunSignal.TaskAnswered(1, new TaskEnd.Vanished(LogPosition.START)));
    assertThat(tale.last.facts()).contains(new RunEvent.TaskVanished(1));
    assertThat(tale.worked(2, 0).pulled(Tale.HOME).troubles()).containsExactly(Cause.TASK_FAILED);
  }

  @Test
  void aFailedSetUpSkipsTheTasksAndBringsHomeWhatIsThere() {
    Tale tale = Tale.settingUp(USUAL).setUp(1, 127);
    assertThat(tale.troubles()).containsExactly(Cause.SETUP_FAILED);
    assertThat(tale.run.verdict().troubles().getFirst().said()).contains("127", "step 1");
    assertThat(tale.last.actions()).containsExactly(new RunAction.Pull(ONE));
    tale.pulled(Tale.HOME).closed(ONE);
    assertThat(tale.run.isEnded()).isTrue();
    assertThat(tale.kinds()).doesNotContain("TaskStarted");
  }

  @Test
  void aBrokenPushHasNothingToBringHome() {
    Tale tale =
        Tale.pushing(USUAL).send(new RunSignal.WorkFailed(Cause.REMOTE_DISK_FULL, "no room"));
    assertThat(tale.last.actions()).hasOnlyElementsOfType(RunAction.EndLease.class);
    assertThat(tale.troubles()).containsExactly(Cause.REMOTE_DISK_FULL);
  }

  @Test
  void whatAnEndedTaskHasNotHomeYetIsLookedForSoonerThanTheRest() {
    Tale tale = Tale.working(USUAL);
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).contains(tale.now.plusSeconds(10));
    tale.worked(1, 0).send(new RunSignal.Gathered(1, Tale.TORN));
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).contains(tale.now.plusSeconds(6));
    tale.send(new RunSignal.Gathered(1, Tale.HOME));
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).contains(tale.now.plusSeconds(10));
  }

  @Test
  void aLostConnectionAtWorkLeadsHomeFirst() {
    Tale tale =
        Tale.working(USUAL).send(new RunSignal.WorkFailed(Cause.CONNECTION_LOST, "dropped"));
    assertThat(tale.last.actions()).containsExactly(new RunAction.Pull(ONE));
    assertThat(tale.pulled(Tale.HOME).troubles()).containsExactly(Cause.CONNECTION_LOST);
  }

  @Test
  void nothingIsReleasedBeforeEverythingIsHome() {
    Tale tale = Tale.pulling(USUAL);
    for (int i = 0; i < 50; i++) {
      tale.after(10).pulled(Tale.TORN).after(10).tick().pullBroke().after(10).tick();
      assertThat(tale.last.actions())
          .containsExactly(new RunAction.Measure(ONE), new RunAction.Pull(ONE));
    }
    assertThat(tale.ends()).isEmpty();
    assertThat(tale.pulled(Tale.HOME).ends()).hasSize(1);
  }

  @Test
  void aTaskThatDeletedItsRunnerIsNamedWithTheCauseAndTheNextOneBegins() {
    Tale tale = Tale.working(USUAL).send(new RunSignal.TaskAnswered(1, new TaskEnd.NeverStarted()));
    assertThat(tale.run.verdict().troubles().getFirst().said()).contains("deleted Sortie's files");
    assertThat(tale.last.actions()).contains(new RunAction.Work(ONE, 2));
  }

  @Test
  void whatIsWrittenOnIsTakenAsItIsAfterAStatedTimeAndNamedAndTheMachineLetGo() {
    PullReport written =
        new PullReport(
            2, 9, 1, 5, List.of(PullReport.Missing.changing("log", "kept changing, by cat (7)")));
    Tale tale = Tale.pulling(USUAL).after(1).pulled(written);
    for (int i = 0; i < 29; i++) {
      assertThat(tale.after(10).tick().last.actions()).contains(new RunAction.Pull(ONE));
    }
    assertThat(tale.after(10).tick().last.actions())
        .containsExactly(new RunAction.Measure(ONE), new RunAction.PullAsItIs(ONE));
    PullReport taken =
        new PullReport(2, 9, 1, 4, List.of(PullReport.Missing.asItWas("log", "at 12:00 by cat")));
    assertThat(tale.pulled(taken).ends()).hasSize(1);
    assertThat(tale.run.verdict().troubles())
        .containsExactly(
            new RunTrouble(
                Cause.RESULTS_MISSING, "taken before it was whole, log: at 12:00 by cat"));
  }

  @Test
  void whatIsMissingForAnotherReasonIsNeverTakenAsItIs() {
    Tale tale = Tale.pulling(USUAL).pulled(Tale.TORN).after(3_000);
    assertThat(tale.tick().last.actions()).contains(new RunAction.Pull(ONE));
  }

  @Test
  void twoStopsWhileAFileIsWrittenOnLetTheMachineGo() {
    PullReport written =
        new PullReport(2, 9, 1, 5, List.of(PullReport.Missing.changing("log", "kept changing")));
    RunSignal stop = new RunSignal.StopRequested(Cause.INTERRUPTED, "Ctrl-C");
    Tale tale = Tale.pulling(USUAL).pulled(written).send(stop);
    assertThat(tale.ends()).isEmpty();
    assertThat(tale.send(stop).ends()).hasSize(1);
    assertThat(tale.troubles()).contains(Cause.RESULTS_MISSING);
  }

  @Test
  void aFailedPullIsTriedAgainSoon() {
    Tale tale = Tale.pulling(USUAL);
    assertThat(tale.tick().last.actions()).containsExactly(new RunAction.Measure(ONE));
    tale.pullBroke();
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).contains(tale.now.plusSeconds(10));
    assertThat(tale.tick().last.actions()).contains(new RunAction.Pull(ONE));
  }

  @Test
  void withoutPullTheReleaseDoesNotWait() {
    Plans plans = USUAL.with(new RunOptions(true, false, false, false));
    Tale tale = Tale.pulling(plans);
    assertThat(tale.actions).noneMatch(RunAction.Pull.class::isInstance);
    assertThat(tale.ends()).hasSize(1);
  }

  @Test
  void withoutPushTheSetUpBeginsAtOnce() {
    Tale tale = Tale.pushing(USUAL.with(new RunOptions(false, true, false, false)));
    assertThat(tale.last.actions()).containsExactly(new RunAction.SetUp(ONE, 1));
  }

  @Test
  void aMachineThatIsToBeKeptIsNotEnded() {
    Tale tale = Tale.releasing(USUAL.with(new RunOptions(true, true, true, false)));
    assertThat(tale.ends()).isEmpty();
    assertThat(Tale.kinds(tale.last.facts()))
        .containsExactly("Pulled", "Kept", "ReleaseStarted", "Ended");
    assertThat(tale.run.verdict().kept()).isTrue();
  }

  @Test
  void anAnswerThatIsNotDueChangesNothing() {
    Tale tale = Tale.working(USUAL);
    Run before = tale.run;
    tale.worked(2, 0).setUp(1, 1).pushed().pulled(Tale.HOME).pullBroke().reached(Tale.TWO);
    tale.closed(Tale.TWO).bad(Tale.TWO, Cause.INSTANCE_LOST, true, "1");
    assertThat(tale.run).isEqualTo(before);
    tale.worked(1, 0).worked(1, 5);
    assertThat(tale.run.progress().results()).hasSize(1);
  }

  @Test
  void itIsOverOnlyWhenEveryMachineIs() {
    Tale tale = Tale.opened(USUAL).bad(ONE, Cause.STUCK_LOADING, true, "0.01").reached(Tale.TWO);
    tale.pushed().setUp(1, 0).worked(1, 0).worked(2, 0).pulled(Tale.HOME);
    assertThat(tale.ends().map(RunAction.EndLease::lease)).containsExactly(ONE, Tale.TWO);
    assertThat(tale.closed(Tale.TWO).run.isEnded()).isFalse();
    assertThat(tale.closed(ONE).run.isEnded()).isTrue();
  }

  @Test
  void anEndThatWasMissedIsAskedForAgain() {
    Tale tale = Tale.releasing(USUAL);
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).contains(tale.now.plusSeconds(10));
    tale.after(10).tick();
    assertThat(tale.last.actions()).hasOnlyElementsOfType(RunAction.EndLease.class).hasSize(1);
    assertThat(tale.last.facts()).isEmpty();
  }

  @Test
  void whoeverTakesItUpGoesOnInEveryPhase() {
    assertThat(resumed(new Tale())).isEmpty();
    assertThat(resumed(Tale.opened(USUAL))).containsExactly("OpenLease");
    assertThat(resumed(Tale.pushing(USUAL))).containsExactly("Push");
    assertThat(resumed(Tale.settingUp(USUAL))).containsExactly("SetUp");
    assertThat(resumed(Tale.working(USUAL))).containsExactly("Work");
    assertThat(resumed(Tale.working(USUAL).stop())).containsExactly("Work", "CancelWork");
    assertThat(resumed(Tale.pulling(USUAL))).containsExactly("Pull");
    assertThat(resumed(Tale.releasing(USUAL))).containsExactly("EndLease");
    assertThat(resumed(Tale.releasing(USUAL).closed(ONE))).isEmpty();
  }

  @Test
  void aLeaseTakenUpWhileRentingLivesNoLongerForIt() {
    Tale tale = Tale.opened(USUAL).after(1200).send(new RunSignal.Resumed());
    assertThat(tale.last.actions())
        .containsExactly(
            new RunAction.OpenLease(ONE, 0, Duration.ofMinutes(100), USUAL.budget().ceiling()));
    tale.after(Duration.ofHours(3)).send(new RunSignal.Resumed());
    assertThat(tale.troubles()).containsExactly(Cause.CEILING_REACHED);
    assertThat(tale.ends()).hasSize(1);
  }

  @Test
  void aPlanIsOpenedOnce() {
    Tale tale = Tale.working(USUAL);
    Run before = tale.run;
    tale.send(new RunSignal.Open(USUAL.plan()));
    assertThat(tale.run).isEqualTo(before);
    assertThat(tale.last.actions()).isEmpty();
  }

  private static List<String> resumed(Tale tale) {
    return Tale.kinds(tale.after(1).send(new RunSignal.Resumed()).last.actions());
  }

  @Test
  void theMoneyIsLookedAtWhileTheMachineBoots() {
    assertThat(Tale.opened(USUAL).after(10).tick().last.actions())
        .containsExactly(new RunAction.Measure(ONE));
  }

  @Test
  void aMachineThatIsReachedTwiceDoesNotBeginTwice() {
    Tale tale = Tale.working(USUAL).reached(ONE);
    assertThat(tale.last.facts()).isEmpty();
    assertThat(tale.last.actions()).isEmpty();
  }

  @Test
  void aMachineThatWasGivenUpIsNotWorkedOn() {
    Tale tale = Tale.opened(USUAL).bad(ONE, Cause.STUCK_LOADING, true, "0.01").reached(ONE);
    assertThat(tale.last.facts()).isEmpty();
    assertThat(tale.last.actions()).isEmpty();
  }

  @Test
  void aMachineThatIsLetGoAfterTroubleSaysSo() {
    Tale tale = Tale.working(USUAL).worked(1, 3).worked(2, 0).pulled(Tale.HOME);
    assertThat(tale.ends().findFirst().orElseThrow().reason().kind())
        .isEqualTo(EndReason.Kind.RUN_FAILED);
  }
}
