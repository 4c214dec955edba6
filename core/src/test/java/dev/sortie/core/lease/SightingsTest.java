package dev.sortie.core.lease;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Meter;
import dev.sortie.core.samples.Samples;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a look proves about the bill. */
final class SightingsTest {
  private static final Instant BEFORE = NOON.plusSeconds(10);
  private static final Instant ASKED = NOON.plusSeconds(31);
  private static final Meter IDLE = Meter.starting(Samples.RATES, NOON);

  @ParameterizedTest
  @EnumSource(InstanceState.class)
  void onlyWhatRunsOrIsFrozenIsCertainlyBilled(InstanceState state) {
    boolean billed = state == InstanceState.RUNNING || state == InstanceState.FROZEN;
    assertThat(Sightings.isBilled(state)).isEqualTo(billed);
  }

  @ParameterizedTest
  @CsvSource({
    "PROVISIONING, true",
    "CREATED, true",
    "LOADING, true",
    "RUNNING, false",
    "STOPPED, false",
    "EXITED, false",
    "FROZEN, false",
    "RESTARTING, false",
    "UNKNOWN, false",
    "OFFLINE, false",
  })
  void whileItIsWantedOnlyWhatHasNeverRunDidNotRunWhenThatWasAsked(
      InstanceState state, boolean idle) {
    assertThat(Sightings.noted(Samples.instance(1, state, "said", "x"), look(state)))
        .isEqualTo(new LeaseEvent.StateSeen(state, "said", Optional.of(idle ? ASKED : BEFORE)));
  }

  @ParameterizedTest
  @CsvSource({
    "PROVISIONING, true",
    "CREATED, true",
    "LOADING, true",
    "RUNNING, false",
    "STOPPED, true",
    "EXITED, true",
    "FROZEN, false",
    "RESTARTING, true",
    "UNKNOWN, false",
    "OFFLINE, true",
  })
  void atTheEndWhatDoesNotRunDidNotRunWhenThatWasAsked(InstanceState state, boolean idle) {
    assertThat(Sightings.notedAtTheEnd(Samples.instance(1, state, "said", "x"), look(state)))
        .isEqualTo(new LeaseEvent.StateSeen(state, "said", Optional.of(idle ? ASKED : BEFORE)));
  }

  @Test
  void thatItDoesNotRunIsToBeKnownEveryThirtySeconds() {
    assertThat(Sightings.isDue(IDLE, InstanceState.LOADING, NOON.plusSeconds(30))).isFalse();
    assertThat(Sightings.isDue(IDLE, InstanceState.LOADING, ASKED)).isTrue();
  }

  @Test
  void whatRunsAnywayNeedsNoLookToBeNoted() {
    Meter running = IDLE.running(NOON);
    assertThat(Sightings.isDue(running, InstanceState.RUNNING, NOON.plusSeconds(3600))).isFalse();
  }

  @Test
  void theFirstLookAfterNobodyHasSeenItIsNotedAtOnce() {
    Meter unwatched = IDLE.unwatched();
    assertThat(Sightings.isDue(unwatched, InstanceState.LOADING, NOON.plusSeconds(1))).isTrue();
  }

  @Test
  void aLookThatShowsNoStateProvesNothing() {
    assertThat(Sightings.isDue(IDLE.unwatched(), InstanceState.UNKNOWN, ASKED)).isFalse();
    assertThat(Sightings.isDue(IDLE, InstanceState.UNKNOWN, ASKED)).isFalse();
  }

  private static LeaseSignal.Looked look(InstanceState state) {
    return new LeaseSignal.Looked(
        Story.ID,
        new Sighting.Present(Samples.instance(Story.ID.value(), state)),
        ASKED,
        Optional.of(BEFORE),
        Optional.of(BEFORE));
  }
}
