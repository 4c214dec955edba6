package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another controller takes a lease over. */
final class TakeoverTest {
  private static final LeaseEvent.Adopted ADOPTED = new LeaseEvent.Adopted("process 2");

  /** Longer than anybody's patience, and within its time. */
  private static final Duration LONG = Duration.ofMinutes(30);

  @Test
  void itIsTheFirstFactOfEveryLeaseThatLives() {
    for (Story story : Story.everyPhase()) {
      boolean lives =
          !(story.lease.phase() instanceof LeasePhase.Unopened) && !story.lease.isClosed();
      LeasePhase before = story.lease.phase();
      story.after(1).send(new LeaseSignal.Resumed("process 2"));
      if (lives) {
        assertThat(story.last.facts()).as("%s", before).startsWith(ADOPTED);
      } else {
        assertThat(story.last.facts()).as("%s", before).isEmpty();
      }
    }
  }

  @Test
  void whoHadItAllTheWhileDoesNotTakeItOver() {
    for (Story story : Story.everyPhase()) {
      story.after(1).send(new LeaseSignal.Resumed());
      assertThat(story.last.facts()).noneMatch(LeaseEvent.Adopted.class::isInstance);
    }
  }

  @Test
  void untilItIsUpItMayHaveRunSinceSomebodyLastLooked() {
    Story story = Story.booting().after(60).saw(InstanceState.LOADING).after(60);
    Lease after = story.machine.evolve(story.lease, ADOPTED, story.now);
    assertThat(after.costAt(NOON.plusSeconds(160)).gpu())
        .isEqualTo(Samples.RATES.gpuPerHour().perHourFor(Duration.ofSeconds(100)));
  }

  @Test
  void whatIsBilledAnywayOrNotAtAllIsBilledAsBefore() {
    for (Story story : Story.everyPhase()) {
      Lease after = story.machine.evolve(story.lease, ADOPTED, story.now);
      Optional<Meter> expected =
          switch (story.lease.phase()) {
            case LeasePhase.Renting _, LeasePhase.LookingUp _, LeasePhase.Booting _ ->
                story.lease.meter().map(Meter::unwatched);
            case LeasePhase.Unopened _,
                LeasePhase.Up _,
                LeasePhase.Ending _,
                LeasePhase.Gone _,
                LeasePhase.NotRented _ ->
                story.lease.meter();
          };
      assertThat(after.meter()).isEqualTo(expected);
    }
  }

  @Test
  void aBootIsJudgedByWhatTheMachineIsNow() {
    Story story = Story.booting().after(3).saw(InstanceState.LOADING);
    story.after(Samples.PATIENCE.boot()).send(new LeaseSignal.Resumed("process 2"));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.lease.endWanted()).isEmpty();
  }

  @Test
  void aBootWhoseTimeIsUpIsEndedAtOnce() {
    Story story =
        Story.renting(Samples.terms(Duration.ofMinutes(5)))
            .answered(new RentOutcome.Rented(ID))
            .saw(InstanceState.LOADING)
            .after(Duration.ofMinutes(5))
            .send(new LeaseSignal.Resumed("process 2"));
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.CEILING);
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void whoTakesItUpIsToldHowToLogIn() {
    Traffic moved = new Traffic(1_000, 2_000);
    Story story = Story.up().send(new LeaseSignal.TrafficMeasured(moved)).after(LONG);
    story.send(new LeaseSignal.Resumed("process 2"));
    assertThat(renewal(story)).isEqualTo(new Login(Story.KEY, Story.ADDRESS, moved));
    assertThat(story.lease.login()).contains(new Login(Story.KEY, Story.ADDRESS, moved));
  }

  @Test
  void whereNobodyHasLoggedInNobodyCan() {
    for (Story story : Story.everyPhase()) {
      boolean up = story.lease.phase() instanceof LeasePhase.Up;
      assertThat(story.lease.login().isPresent()).as("%s", story.lease.phase()).isEqualTo(up);
    }
  }

  @Test
  void aBootThatNobodyWatchedHasAllItsTimeYet() {
    Story story = Story.booting().after(3).saw(InstanceState.LOADING).after(LONG);
    takenUp(story).after(Samples.PATIENCE.boot()).saw(InstanceState.LOADING);
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(1).saw(InstanceState.LOADING);
    assertThat(story.lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.STUCK_LOADING);
  }

  @Test
  void aMachineThatRanWhileNobodyWasThereToLogInHasAllItsTimeYet() {
    Story story = Story.booting().after(3).saw(InstanceState.RUNNING).after(LONG);
    takenUp(story).after(Samples.PATIENCE.ssh()).probeFailed(0);
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(1).probeFailed(0);
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.SSH_NEVER_UP);
  }

  @Test
  void aGuardThatNobodyAskedHasAllItsTimeYet() {
    Story story = takenUp(Story.unguarded().after(LONG)).after(119).guard(false);
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(1).guard(false);
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.NO_GUARD);
  }

  @Test
  void aGuardThatWasProvenBeforeIsProvenStill() {
    Story story = takenUp(Story.up().after(LONG)).after(LONG).guard(false);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.GuardDoubted("alive"));
  }

  @Test
  void aDoubtIsNotALossBecauseTimeHasPassedSince() {
    Story story = takenUp(Story.up().guard(false).after(LONG)).after(59).guard(false);
    assertThat(story.last.facts()).isEmpty();
    story.after(1).guard(false);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.GuardLost("alive"));
  }

  @Test
  void oneBadReportDoesNotCondemnItHoweverOldTheOneBefore() {
    Story silent = takenUp(Story.up().saw(InstanceState.OFFLINE).after(LONG)).after(3);
    assertThat(silent.saw(InstanceState.OFFLINE).lease.endWanted()).isEmpty();
    assertThat(silent.after(300).saw(InstanceState.OFFLINE).lease.endWanted()).isPresent();

    Story absent = takenUp(Story.up().absent().after(LONG)).after(3).absent();
    assertThat(absent.lease.endWanted()).isEmpty();
    assertThat(absent.after(10).absent().lease.endWanted()).isPresent();
  }

  @Test
  void anAbsenceThatAnotherHasSeenCountsFromTheTakeover() {
    Story story = takenUp(Story.up().absent().after(LONG)).after(5).absent();
    assertThat(story.lease.endWanted()).isEmpty();
    assertThat(story.after(5).absent().lease.endWanted()).isPresent();
  }

  @Test
  void absencesThatAnotherHasSeenProveNothingOfTheTimeThatNobodyWatched() {
    Story story = Story.ending().after(1).absent().after(2).listed();
    takenUp(story.after(LONG)).after(1).absent().listed();
    assertThat(story.lease.isClosed()).isFalse();
    for (int look = 0; look < 5; look++) {
      story.after(Samples.PATIENCE.settled()).absent().listed();
    }
    assertThat(story.lease.isClosed()).isTrue();
  }

  private static Story takenUp(Story story) {
    return story.send(new LeaseSignal.Resumed("process 2"));
  }

  private static Login renewal(Story story) {
    return story.last.actions().stream()
        .filter(LeaseAction.Renew.class::isInstance)
        .map(action -> ((LeaseAction.Renew) action).login())
        .findFirst()
        .orElseThrow();
  }
}
