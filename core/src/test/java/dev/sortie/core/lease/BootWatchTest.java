package dev.sortie.core.lease;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * While a machine boots the journal knows when it last did not run; where it does not, it bills.
 */
final class BootWatchTest {
  private static final Sighting FAILED = new Sighting.Unknown(Story.SILENCE);

  private static Story loading() {
    return Story.booting().after(3).saw(InstanceState.LOADING);
  }

  @Test
  void thatItStillLoadsIsWrittenDownEveryThirtySeconds() {
    Story story = loading().after(30).saw(InstanceState.LOADING);
    assertThat(story.last.facts()).isEmpty();
    assertThat(story.after(1).saw(InstanceState.LOADING).last.facts())
        .containsExactly(
            new LeaseEvent.StateSeen(InstanceState.LOADING, "", Optional.of(story.now)));
  }

  @Test
  void whenLooksFailItCountsFromTheLastLookThatShowedItIdle() {
    Story story = loading().after(7).saw(InstanceState.LOADING).after(3).looked(FAILED);
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.Unwatched(Optional.of(NOON.plusSeconds(10))));
    assertThat(story.lease.costAt(NOON.plusSeconds(110)).gpu())
        .isEqualTo(Samples.RATES.gpuPerHour().perHourFor(Duration.ofSeconds(100)));
  }

  @Test
  void thatLooksFailIsWrittenDownOnce() {
    assertThat(loading().after(3).looked(FAILED).after(3).looked(FAILED).last.facts()).isEmpty();
  }

  @Test
  void whatRunsIsBilledWhetherLooksFailOrNot() {
    Story story = Story.booting().after(20).saw(InstanceState.RUNNING).after(3).looked(FAILED);
    assertThat(story.last.facts()).isEmpty();
  }
}
