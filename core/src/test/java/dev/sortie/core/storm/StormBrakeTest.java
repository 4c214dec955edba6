package dev.sortie.core.storm;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.samples.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StormBrakeTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void theUsualBrakeLetsFourInFlightAndThirtyAnHour() {
    assertThat(StormBrake.USUAL).isEqualTo(new StormBrake(4, 30));
  }

  @Test
  void aBrakeThatLetsNothingThroughIsRefused() {
    assertThatThrownBy(() -> new StormBrake(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StormBrake(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theOldestOfAFullHourMakesRoomWhenItIsAnHourOld() {
    StormBrake brake = new StormBrake(9, 2);
    List<Instant> two = List.of(NOON.minusSeconds(100), NOON.minusSeconds(50));
    Instant free = NOON.minusSeconds(100).plus(HOUR);
    assertThat(brake.check(two, 0, NOON)).hasValue(free);
    assertThat(brake.check(two, 0, free.minusNanos(1))).hasValue(free);
    assertThat(brake.check(two, 0, free)).isEmpty();
  }

  @Test
  void unansweredCallsHoldTheNextOneBack() {
    StormBrake brake = new StormBrake(2, 30);
    assertThat(brake.check(List.of(), 1, NOON)).isEmpty();
    assertThat(brake.check(List.of(), 2, NOON)).get().matches(until -> until.isAfter(NOON));
  }

  /** A caller that only ever asks, waits as told, and calls again at once. */
  @Test
  void howeverOftenItIsAskedNoHourAndNoMomentSeesMoreCallsThanAllowed() {
    Dice.seeds(300)
        .mapToObj(Dice::new)
        .forEach(dice -> {
          StormBrake brake = new StormBrake(1 + dice.below(5), 1 + dice.below(20));
          List<Instant> intents = new ArrayList<>();
          List<Instant> unanswered = new ArrayList<>();
          Instant now = NOON;
          for (int i = 0; i < 300; i++) {
            Instant at = now;
            unanswered.removeIf(_ -> dice.chance(0.3));
            Collections.shuffle(intents, new Random(i));
            Optional<Instant> until = brake.check(intents, unanswered.size(), at);
            if (until.isPresent()) {
              assertThat(until.get()).as("%s", dice).isAfter(at).isBeforeOrEqualTo(at.plus(HOUR));
              now = dice.chance(0.5) ? until.get() : at.plus(dice.seconds(0, 60));
            } else {
              intents.add(at);
              unanswered.add(at);
              now = at.plus(dice.seconds(0, 30));
            }
            long within = intents.stream().filter(t -> t.isAfter(at.minus(HOUR))).count();
            assertThat(within).as("%s", dice).isLessThanOrEqualTo(brake.perHour());
            assertThat(unanswered).as("%s", dice).hasSizeLessThanOrEqualTo(brake.inFlight());
          }
        });
  }

  @Test
  void aClockThatWasSetBackNeitherOpensTheBrakeNorLocksItForLonger() {
    StormBrake brake = new StormBrake(4, 1);
    Instant future = NOON.plus(Duration.ofDays(1));
    assertThat(brake.check(List.of(future), 0, NOON)).hasValue(NOON.plus(HOUR));
  }
}
