package dev.sortie.core.money;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.samples.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What nobody has seen counts as running until somebody sees that it was not. */
final class UnwatchedMeterTest {
  private static final Meter METER = Meter.starting(Samples.RATES, NOON);

  private static Instant minute(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  @Test
  void whatIsSeenToRunAfterwardsMayHaveRunSinceNobodyLooked() {
    Meter unwatched = METER.idle(minute(2)).unwatched();
    assertThat(unwatched.running(minute(10)).costAt(minute(22)).gpu()).isEqualTo(Usd.of("0.10"));
  }

  @Test
  void whatRanBeforeNobodyLookedCountsFromThere() {
    Meter unwatched = METER.idle(minute(10)).unwatched();
    assertThat(unwatched.running(minute(2)).costAt(minute(22)).gpu()).isEqualTo(Usd.of("0.10"));
  }

  @Test
  void whatGoesUnwatchedOnIsCountedFromTheFirstMoment() {
    Meter meter = METER.unwatched().idle(minute(6)).unwatched();
    assertThat(meter.costAt(minute(12)).gpu()).isEqualTo(Usd.of("0.06"));
  }

  @Test
  void aNewPriceCountsFromThenOnThoughNobodySeesWhetherItRuns() {
    Meter meter = METER.unwatched().repriced(Usd.of("0.60"), minute(60));
    assertThat(meter.costAt(minute(120)).gpu()).isEqualTo(Usd.of("0.90"));
  }

  @Test
  void aPriceThatWasNewBeforeItRanIsNotPaidForTheTimeBefore() {
    Meter running = METER.running(minute(30)).repriced(Usd.of("0.60"), minute(10));
    assertThat(running.costAt(minute(60)).gpu()).isEqualTo(Usd.of("0.30"));
    Meter unwatched = METER.idle(minute(30)).unwatched().repriced(Usd.of("0.60"), minute(10));
    assertThat(unwatched.costAt(minute(60)).gpu()).isEqualTo(Usd.of("0.30"));
  }
}
