package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.samples.Samples;
import org.junit.jupiter.api.Test;

/** Laws 2 and 5: what nobody wants any more is ended, however late it shows. */
final class StrayTest {
  private static final InstanceId OTHER = new InstanceId(99);

  @Test
  void whatComesBackAfterItWasProvenGoneIsEndedAgain() {
    Story story = Story.gone();
    long closedAt = story.lease.costAt(story.now).total().nanos();
    story.after(300).send(new LeaseSignal.Found(Story.row(ID)));
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.Resurfaced());
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Ending.class);
    assertThat(story.lease.costAt(story.now).total().nanos())
        .as("it may have been there, and billed, all the while")
        .isGreaterThan(closedAt);
  }

  @Test
  void whatAppearsAfterItWasGivenUpIsEnded() {
    Story story = Story.notRented().after(300).send(new LeaseSignal.Found(Story.row(ID)));
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
    assertThat(story.lease.instance()).contains(ID);
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.STRAY);
    assertThat(story.lease.isClosed()).isFalse();
  }

  @Test
  void whatAppearsAfterItWasGivenUpIsWrittenDownAsOursSoThatItsEndIsNeverGivenUp() {
    Story story = Story.notRented().after(300).send(new LeaseSignal.Found(Story.row(ID)));
    assertThat(story.last.facts()).contains(new LeaseEvent.LabelSeen(ID));
    assertThat(story.after(60).tick().last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void anotherInstanceThanTheOneProvenGoneIsNotThisLease() {
    assertThat(Story.gone().send(new LeaseSignal.Found(Story.row(OTHER))).last.facts()).isEmpty();
  }

  @Test
  void aLeaseThatIsStillWantedIsLeftAlone() {
    for (Story story : Story.everyPhase()) {
      boolean over =
          story.lease.phase() instanceof LeasePhase.Gone
              || story.lease.phase() instanceof LeasePhase.NotRented;
      assertThat(story.send(new LeaseSignal.Found(Story.row(ID))).last.actions().isEmpty())
          .isEqualTo(!over);
    }
  }

  @Test
  void aSecondInstanceOfALabelGetsALeaseOfItsOwnForItsEnd() {
    Story story = Story.unopened();
    story.send(
        new LeaseSignal.FoundStray(
            Samples.terms(), Story.row(OTHER), story.now.minusSeconds(3600)));
    assertThat(story.last.actions())
        .containsExactly(
            new LeaseAction.Destroy(OwnInstance.recorded(OTHER, Samples.terms().label())));
    assertThat(story.lease.instance()).contains(OTHER);
    assertThat(story.lease.costAt(story.now).gpu())
        .as("an hour was paid already")
        .isEqualTo(Samples.RATES.gpuPerHour());
  }
}
