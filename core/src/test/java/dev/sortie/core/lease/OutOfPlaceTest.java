package dev.sortie.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A journal is folded whatever it holds: a fact that does not belong to a phase leaves it as it is.
 */
final class OutOfPlaceTest {
  @Test
  void whatIsSaidOfAGuardMattersOnlyToAMachineThatIsUp() {
    for (Story story : others(LeasePhase.Up.class)) {
      unmoved(story, new LeaseEvent.GuardProven("alive"));
      unmoved(story, new LeaseEvent.GuardDoubted("slow"));
      unmoved(story, new LeaseEvent.GuardLost("dead"));
      unmoved(story, new LeaseEvent.GuardRevived(1, true));
    }
  }

  @Test
  void anAnswerToADestroyMattersOnlyToAnEnd() {
    for (Story story : others(LeasePhase.Ending.class)) {
      unmoved(story, new LeaseEvent.DestroyTried(""));
    }
  }

  @Test
  void listingsMatterOnlyToASearchAndToAnEnd() {
    for (Story story : others(LeasePhase.LookingUp.class, LeasePhase.Ending.class)) {
      unmoved(story, new LeaseEvent.NotListed());
    }
  }

  @Test
  void aReportedStateMattersOnlyToAMachineThatBootsOrIsUp() {
    for (Story story : others(LeasePhase.Booting.class, LeasePhase.Up.class)) {
      unmoved(story, new LeaseEvent.StateSeen(InstanceState.EXITED, "x", Optional.empty()));
    }
  }

  @Test
  void anAbsenceMattersOnlyToAMachineThatIsUpOrEnds() {
    for (Story story : others(LeasePhase.Up.class, LeasePhase.Ending.class)) {
      unmoved(story, new LeaseEvent.AbsenceSeen());
    }
  }

  @Test
  void thatItIsNotOursMattersOnlyToAMachineThatWasNamedAndWhoseLabelNobodySaw() {
    LeaseEvent denied = new LeaseEvent.NotOurs(Story.ID, "training-of-others");
    for (Story story : others(LeasePhase.Booting.class, LeasePhase.Ending.class)) {
      unmoved(story, denied);
    }
    unmoved(Story.booting(), denied);
    unmoved(Story.ending(), denied);
  }

  @Test
  void anEndThatIsWantedTwiceDoesNotBeginAnew() {
    Story story = Story.absentInEnding();
    unmoved(story, new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.CEILING, "late")));
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.ASKED);
  }

  @SafeVarargs
  private static List<Story> others(Class<? extends LeasePhase>... these) {
    List<Story> stories = new ArrayList<>(Story.everyPhase());
    stories.removeIf(story -> List.of(these).contains(story.lease.phase().getClass()));
    assertThat(stories).isNotEmpty();
    return stories;
  }

  private static void unmoved(Story story, LeaseEvent fact) {
    Lease after = story.machine.evolve(story.lease, fact, story.now.plusSeconds(60));
    assertThat(after.phase()).as("%s", fact).isEqualTo(story.lease.phase());
  }
}
