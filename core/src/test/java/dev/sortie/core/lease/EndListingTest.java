package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Law 5: which listings count to the proof that an instance is gone. */
class EndListingTest {
  private static final Instance OTHER = Samples.instance(5, InstanceState.RUNNING);
  private static final Duration SETTLED = Samples.PATIENCE.settled();

  @Test
  void aListingCountsOnlyAfterAReadHasDeniedTheInstance() {
    Story story = Story.ending().destroyAnswered(new DestroyOutcome.Accepted());
    assertThat(story.after(2).listed(OTHER).last.facts()).isEmpty();
  }

  @Test
  void aListingThatWasAskedForTooEarlyProvesNothingHoweverLateItComes() {
    Story story = Story.absentInEnding().listed(OTHER).after(SETTLED.plusSeconds(1));
    assertThat(story.listedLate(2, OTHER).absent().lease.isClosed()).isFalse();
    assertThat(story.listedLate(1, OTHER).absent().lease.isClosed()).isTrue();
  }

  @Test
  void whatNoDestroyReachedMustBeAbsentForLongerThoughAClockWasSetForward() {
    // The jump ends the time in which an absence means nothing.
    Story story = Story.ending().destroyAnswered(new DestroyOutcome.NotThere()).after(60).absent();
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
    story.listed(OTHER).after(SETTLED).after(29);
    assertThat(story.listed(OTHER).absent().lease.isClosed()).isFalse();
    assertThat(story.after(1).listed(OTHER).absent().lease.isClosed()).isTrue();
  }

  @Test
  void whatAListingProvedLongAgoIsAskedForAnew() {
    Story story = Story.absentInEnding().listed(OTHER).after(SETTLED).after(90);
    assertThat(story.listedAndKept(31, OTHER).absent().lease.isClosed()).isFalse();
    assertThat(story.listedAndKept(30, OTHER).absent().lease.isClosed()).isTrue();
  }

  @Test
  void aListingMayTakeItsTime() {
    Story story = Story.absentInEnding().listed(OTHER).after(SETTLED).after(90);
    assertThat(story.listedLate(90, OTHER).absent().lease.isClosed()).isTrue();
  }

  @Test
  void aListingFromBeforeItWasAbsentDoesNotBringItBack() {
    Story story = Story.absentInEnding().after(3);
    Instance ours = Samples.instance(ID.value(), InstanceState.RUNNING);
    assertThat(story.listedLate(4, ours).last.facts()).isEmpty();
    assertThat(story.listedLate(3, ours).last.facts()).containsExactly(new LeaseEvent.Resurfaced());
  }

  @Test
  void aListingFromBeforeItWasAbsentProvesNothingOfThisAbsence() {
    Story story = Story.absentInEnding().after(3);
    assertThat(story.listedLate(4, OTHER).last.facts()).isEmpty();
    assertThat(story.listedLate(3, OTHER).last.facts()).containsExactly(new LeaseEvent.NotListed());
  }

  @Test
  void theFirstListingIsNotTheLastHoweverLateItIs() {
    Story story = Story.absentInEnding().after(SETTLED.plusSeconds(1)).listed(OTHER);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.NotListed());
    assertThat(story.last.actions()).isEmpty();
  }

  @Test
  void theFirstListingIsAskedForAsSoonAsItIsAbsent() {
    Story story = Story.ending().destroyAnswered(new DestroyOutcome.Accepted()).absent();
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
    assertThat(story.last.actions()).containsExactly(new LeaseAction.TakeInventory());
  }

  @Test
  void theLastListingIsAskedForWhenItHasBeenAbsentLongEnoughAndNoReadIsInItsWay() {
    Story story = Story.absentInEnding().listed(OTHER).after(SETTLED.minusMillis(500));
    LeaseMachine machine = new LeaseMachine();
    assertThat(machine.wakeAt(story.lease, story.now)).hasValue(story.now.plusMillis(500));
    assertThat(story.tick().last.actions()).containsExactly(new LeaseAction.Look(ID));
    story.after(Duration.ofMillis(500));
    assertThat(story.tick().last.actions()).containsExactly(new LeaseAction.TakeInventory());
    assertThat(machine.wakeAt(story.lease, story.now)).hasValue(story.now.plusSeconds(2));
    assertThat(story.after(2).tick().last.actions())
        .as("reads go on beside listings that fail")
        .containsExactly(new LeaseAction.TakeInventory(), new LeaseAction.Look(ID));
  }

  @Test
  void aReadThatWasUnderWayWhenTheLastListingCameIsFollowedByAnotherAtOnce() {
    Story story = Story.absentInEnding().listed(OTHER).after(SETTLED).listed(OTHER).after(1);
    assertThat(story.absentLate(2).last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.absent().lease.isClosed()).isTrue();
  }
}
