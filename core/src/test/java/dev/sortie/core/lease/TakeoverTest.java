package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.money.Meter;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Another controller takes a lease over. */
final class TakeoverTest {
  private static final LeaseEvent.Adopted ADOPTED = new LeaseEvent.Adopted("process 2");

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
    assertThat(after.phase()).isEqualTo(story.lease.phase());
  }

  @Test
  void whatIsBilledAnywayOrNotAtAllIsBilledAsBefore() {
    for (Story story : Story.everyPhase()) {
      Lease after = story.machine.evolve(story.lease, ADOPTED, story.now);
      Lease expected =
          switch (story.lease.phase()) {
            case LeasePhase.Renting _, LeasePhase.LookingUp _, LeasePhase.Booting _ ->
                story.lease.metered(story.lease.meter().map(Meter::unwatched).orElseThrow());
            case LeasePhase.Unopened _,
                LeasePhase.Up _,
                LeasePhase.Ending _,
                LeasePhase.Gone _,
                LeasePhase.NotRented _ ->
                story.lease;
          };
      assertThat(after).isEqualTo(expected);
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
            .after(Duration.ofMinutes(5))
            .send(new LeaseSignal.Resumed("process 2"));
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.CEILING);
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Destroy(ID));
  }
}
