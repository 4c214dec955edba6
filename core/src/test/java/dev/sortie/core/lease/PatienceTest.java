package dev.sortie.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The durations that the docs promise; every other test may choose its own. */
final class PatienceTest {
  @Test
  void whatTheDocsPromiseIsWhatIsWaited() {
    assertThat(Patience.USUAL.unclear()).isEqualTo(Duration.ofSeconds(90));
    assertThat(Patience.USUAL.settled()).isEqualTo(Duration.ofSeconds(12));
    assertThat(Patience.USUAL.ssh()).isEqualTo(Duration.ofSeconds(120));
    assertThat(Patience.USUAL.boot()).isEqualTo(Duration.ofMinutes(12));
  }

  @Test
  void anInstanceIsLookedForNinetySecondsBeforeAnotherMayBeRented() {
    Story story = Story.renting(usual()).answered(new RentOutcome.Unclear(Story.SILENCE));
    for (int second = 5; second < 90; second += 5) {
      assertThat(story.after(5).listed().lease.isClosed()).as("after %s s", second).isFalse();
    }
    assertThat(story.after(5).listed().lease.phase()).isInstanceOf(LeasePhase.NotRented.class);
  }

  private static LeaseTerms usual() {
    LeaseTerms plain = Samples.terms();
    return new LeaseTerms(
        plain.id(),
        plain.label(),
        plain.run(),
        plain.offer(),
        plain.machine(),
        plain.gpu(),
        plain.location(),
        plain.rates(),
        plain.diskGigabytes(),
        plain.image(),
        plain.endpoint(),
        plain.account(),
        plain.life(),
        plain.cap(),
        plain.reserve(),
        plain.guard(),
        Patience.USUAL);
  }
}
