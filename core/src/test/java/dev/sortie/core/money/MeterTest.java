package dev.sortie.core.money;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.samples.Dice;
import dev.sortie.core.samples.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final Meter METER = Meter.starting(Samples.RATES, NOON);

  private static Instant minute(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  @Test
  void countsTheDiskFromTheIntentAndTheGpuFromRunning() {
    Cost cost = METER.running(minute(4)).costAt(minute(10));
    assertThat(cost.gpu()).isEqualTo(Usd.of("0.03"));
    assertThat(cost.disk()).isEqualTo(Usd.of("0.002083333"));
  }

  @Test
  void addsUpSeveralStretchesOfRunning() {
    Meter meter =
        METER
            .running(minute(2))
            .halted(minute(6), minute(6))
            .running(minute(20))
            .halted(minute(22), minute(22))
            .running(minute(30));
    assertThat(meter.costAt(minute(40)).gpu()).isEqualTo(Usd.of("0.08"));
  }

  @Test
  void sayingRunningTwiceDoesNotBeginAnew() {
    Meter meter = METER.running(minute(0)).running(minute(30));
    assertThat(meter.costAt(minute(60)).gpu()).isEqualTo(Usd.of("0.30"));
  }

  @Test
  void sayingHaltedTwiceCountsTheStretchOnce() {
    Meter meter =
        METER.running(minute(0)).halted(minute(6), minute(6)).halted(minute(60), minute(60));
    assertThat(meter.costAt(minute(90)).gpu()).isEqualTo(Usd.of("0.03"));
  }

  @Test
  void aNewPriceCountsFromThenOn() {
    Meter meter = METER.running(minute(0)).repriced(Usd.of("0.60"), minute(60));
    assertThat(meter.costAt(minute(120)).gpu()).isEqualTo(Usd.of("0.90"));
    assertThat(meter.costAt(minute(120)).disk()).isEqualTo(METER.costAt(minute(120)).disk());
    assertThat(METER.repriced(Usd.of("0.60"), minute(60)).costAt(minute(90)).gpu())
        .as("not running, nothing is due")
        .isEqualTo(Usd.ZERO);
  }

  @Test
  void standsStillOnceEnded() {
    Meter meter = METER.running(minute(0)).ended(minute(60));
    assertThat(meter.costAt(minute(600))).isEqualTo(meter.costAt(minute(60)));
    assertThat(meter.running(minute(70)).costAt(minute(600))).isEqualTo(meter.costAt(minute(60)));
  }

  @Test
  void keepsTrafficThroughEveryChange() {
    Traffic traffic = new Traffic(1_000_000_000, 1_000_000_000);
    Meter meter =
        METER.counted(traffic).running(minute(1)).halted(minute(2), minute(2)).ended(minute(3));
    assertThat(meter.costAt(minute(9)).network()).isEqualTo(Usd.of("0.006"));
  }

  @Test
  void neverEarnsMoneyHoweverTheClockJumps() {
    Dice.seeds(500)
        .mapToObj(Dice::new)
        .forEach(dice -> {
          Meter meter = METER;
          for (int i = 0; i < 12; i++) {
            Instant at = NOON.plusSeconds(dice.between(-5000, 5000));
            meter =
                switch (dice.below(4)) {
                  case 0 -> meter.running(at);
                  case 1 -> meter.halted(at, at);
                  case 2 -> dice.chance(0.1) ? meter.ended(at) : meter;
                  default -> meter.counted(new Traffic(dice.below(1000), dice.below(1000)));
                };
            Cost cost = meter.costAt(NOON.plusSeconds(dice.between(-5000, 5000)));
            assertThat(cost.gpu().nanos()).as("gpu, %s", dice).isNotNegative();
            assertThat(cost.disk().nanos()).as("disk, %s", dice).isNotNegative();
            assertThat(cost.network().nanos()).as("network, %s", dice).isNotNegative();
          }
        });
  }
}
