package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStopTest {
  private static final Plans USUAL = Plans.usual();

  @Test
  void whileRentingItEndsTheLease() {
    Tale tale = Tale.opened(USUAL).stop();
    assertThat(tale.ends().map(end -> end.reason().kind())).containsExactly(EndReason.Kind.ASKED);
    assertThat(tale.troubles()).containsExactly(Cause.INTERRUPTED);
    assertThat(tale.closed(ONE).run.isEnded()).isTrue();
  }

  @Test
  void whilePushingItCancelsAndReleases() {
    Tale tale = Tale.pushing(USUAL).stop();
    assertThat(tale.last.actions()).containsExactly(new RunAction.CancelWork(ONE));
    tale.send(new RunSignal.WorkFailed(Cause.CONNECTION_LOST, "interrupted"));
    assertThat(tale.ends()).hasSize(1);
    assertThat(tale.troubles()).containsExactly(Cause.INTERRUPTED);
  }

  @Test
  void aPushThatWasDoneAllTheSameIsNotFollowedByWork() {
    Tale tale = Tale.pushing(USUAL).stop().pushed();
    assertThat(tale.last.actions()).containsExactly(new RunAction.Pull(ONE));
  }

  @Test
  void whileSettingUpOrWorkingItBringsHomeWhatIsThere() {
    for (Tale tale : List.of(Tale.settingUp(USUAL), Tale.working(USUAL))) {
      tale.stop();
      assertThat(tale.last.actions()).containsExactly(new RunAction.CancelWork(ONE));
      tale.setUp(1, 143).worked(1, 143);
      assertThat(
              tale.last.actions().isEmpty()
                  ? tale.actions.getLast()
                  : tale.last.actions().getLast())
          .isEqualTo(new RunAction.Pull(ONE));
      assertThat(tale.kinds().stream().filter("TaskStarted"::equals).count())
          .isLessThanOrEqualTo(1);
      tale.pulled(Tale.HOME).closed(ONE);
      assertThat(tale.troubles()).containsExactly(Cause.INTERRUPTED);
      assertThat(tale.run.isEnded()).isTrue();
    }
  }

  @Test
  void whileResultsAreOnTheirWayItChangesNothing() {
    Tale tale = Tale.pulling(USUAL).stop().stop().stop();
    assertThat(tale.ends()).isEmpty();
    assertThat(tale.pulled(Tale.HOME).troubles()).isEmpty();
  }

  @Test
  void theFirstStopInAFailingPullDoesNotGiveTheResultsUp() {
    Tale tale = Tale.pulling(USUAL).pullBroke().stop();
    assertThat(tale.ends()).isEmpty();
    assertThat(tale.run.phase()).isEqualTo(RunPhase.PULLING);
  }

  @Test
  void theSecondStopInAFailingPullGivesTheResultsUpAndNamesThem() {
    Tale tale = Tale.pulling(USUAL).pulled(Tale.TORN).stop().stop();
    assertThat(tale.ends()).hasSize(1);
    assertThat(tale.troubles()).containsExactly(Cause.RESULTS_MISSING, Cause.INTERRUPTED);
    assertThat(tale.run.verdict().troubles().getFirst().said()).contains("b.wav");
    assertThat(tale.closed(ONE).run.isEnded()).isTrue();
  }

  @Test
  void aStopAtWorkAndOneInTheFailingPullGiveUpTheFolders() {
    Tale tale = Tale.working(USUAL).stop().worked(1, 143).pullBroke().stop();
    assertThat(tale.troubles()).containsExactly(Cause.RESULTS_MISSING, Cause.INTERRUPTED);
    assertThat(tale.run.verdict().troubles().getFirst().said()).contains("/work");
  }

  @Test
  void onlyAPersonGivesResultsUp() {
    Tale tale = Tale.working(USUAL).stop().worked(1, 143).pullBroke();
    tale.send(new RunSignal.StopRequested(Cause.INTERNAL, "fault in Sortie"));
    assertThat(tale.ends()).isEmpty();
  }

  @Test
  void aCancelThatMetNobodyIsRepeated() {
    Tale tale = Tale.working(USUAL).stop();
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).contains(tale.now.plusSeconds(10));
    assertThat(tale.after(10).tick().last.actions()).containsExactly(new RunAction.CancelWork(ONE));
    assertThat(tale.stop().last.actions()).containsExactly(new RunAction.CancelWork(ONE));
  }

  @Test
  void theCeilingStopsTheWorkInTime() {
    Tale tale = Tale.working(USUAL);
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).contains(tale.now.plusSeconds(10));
    tale.now = tale.run.tenancy().workEnds().orElseThrow().minusMillis(1);
    assertThat(tale.machine.wakeAt(tale.run, tale.now)).isEqualTo(tale.run.tenancy().workEnds());
    assertThat(tale.tick().last.facts()).isEmpty();
    tale.after(1).tick();
    assertThat(tale.last.actions()).containsExactly(new RunAction.CancelWork(ONE));
    tale.worked(1, 143);
    assertThat(tale.last.actions()).containsExactly(new RunAction.Pull(ONE));
    assertThat(tale.pulled(Tale.HOME).troubles()).containsExactly(Cause.CEILING_REACHED);
  }

  @Test
  void theCeilingEndsARunThatNeverGotAMachine() {
    Tale tale = Tale.opened(USUAL);
    tale.now = tale.run.tenancy().workEnds().orElseThrow();
    tale.tick();
    assertThat(tale.ends()).hasSize(1);
    assertThat(tale.troubles()).containsExactly(Cause.CEILING_REACHED);
  }

  @Test
  void beforeThePlanAndAfterTheEndItIsIgnored() {
    assertThat(new Tale().stop().last.facts()).isEmpty();
    Tale over = Tale.releasing(USUAL).closed(ONE).stop().tick();
    assertThat(over.last.facts()).isEmpty();
    assertThat(over.last.actions()).isEmpty();
    assertThat(over.machine.wakeAt(over.run, over.now)).isEmpty();
  }

  @Test
  void aRunThatStopsAndBringsHomeIsNotHurriedByAnotherStop() {
    Tale tale = Tale.working(USUAL).stop().worked(1, 143).stop();
    assertThat(tale.run.phase()).isEqualTo(RunPhase.PULLING);
    assertThat(tale.ends()).isEmpty();
  }

  @Test
  void resultsThatWereGivenUpAreGivenUpOnce() {
    Tale tale = Tale.pulling(USUAL).pullBroke().stop().stop().stop();
    assertThat(tale.last.facts()).isEmpty();
    assertThat(tale.last.actions()).isEmpty();
  }
}
