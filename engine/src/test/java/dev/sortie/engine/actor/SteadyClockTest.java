package dev.sortie.engine.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Instant wall = NOON;
  private long nanos = 42;
  private SteadyClock clock;

  @BeforeEach
  void begin() {
    clock = new SteadyClock(() -> wall, () -> nanos);
  }

  private void pass(int seconds) {
    wall = wall.plusSeconds(seconds);
    nanos += seconds * 1_000_000_000L;
  }

  @Test
  void itGoesWithTheClockThatNobodySets() {
    pass(90);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  void aClockThatIsSetBackIsNotBelieved() {
    pass(10);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
    wall = wall.minusSeconds(3600);
    pass(10);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(20));
    pass(10);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(30));
  }

  @Test
  void aComputerThatSleptCountsTheTimeItSlept() {
    wall = wall.plusSeconds(3600);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3600));
    pass(1);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3601));
  }

  @Test
  void whatTheJournalKnowsIsPast() {
    clock.notBefore(NOON.plusSeconds(600));
    pass(5);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(605));
    clock.notBefore(NOON);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(605));
  }

  @Test
  void aJournalThatIsFarAheadWasWrittenByAWrongClock() {
    clock.notBefore(NOON.plusSeconds(8 * 3600));
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void beingKeptWaitingBetweenItsTwoSourcesMovesNothing() {
    // The wall is read first; a second goes by before the count is read.
    SteadyClock slow =
        new SteadyClock(
            () -> {
              Instant shown = wall;
              pass(1);
              return shown;
            },
            () -> nanos);
    Instant before = slow.instant();
    for (int i = 0; i < 100; i++) {
      slow.instant();
    }
    assertThat(slow.instant()).isEqualTo(before.plusSeconds(101));
  }
}
