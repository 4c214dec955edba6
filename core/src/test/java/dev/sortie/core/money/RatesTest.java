package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.Offer;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bills worked out by hand from the market's billing rules. */
class RatesTest {
  /** An offer of the market: 0.105333 $/h, 0.93333 $ a gigabyte and month, 2 $ a terabyte. */
  private static final Rates RENTED_8_GB =
      new Rates(
          Usd.of("0.105333"),
          Usd.of("0.93333").times(8 / 720.0),
          Usd.of("0.001953125"),
          Usd.of("0.001953125"));

  @Test
  void anHourWithTheDiskCostsWhatTheMarketShowsAsTotal() {
    // 8 GB x 0.93333 / 720 = 0.010370; with the GPU 0.115703 (the market shows 0.115704).
    assertThat(RENTED_8_GB.diskPerHour()).isEqualTo(Usd.of("0.010370333"));
    assertThat(RENTED_8_GB.perHour()).isEqualTo(Usd.of("0.115703333"));
  }

  @Test
  void aMonthOfDiskIsSevenHundredAndTwentyHours() {
    Offer offer = Samples.offer(1);
    assertThat(offer.rates(48).diskPerHour()).isEqualTo(Usd.of("0.01"));
    assertThat(offer.rates(48).diskPerHour().perHourFor(Duration.ofDays(30)))
        .isEqualTo(Usd.of("7.20"));
  }

  @Test
  void theDiskIsBilledWhileLoadingAndTheGpuIsNot() {
    // 10 min in existence, 6 of them running: 0.30 x 0.1 and 0.0125 / 6.
    Cost cost =
        Samples.RATES.cost(Duration.ofMinutes(6), Duration.ofMinutes(10), new Traffic(0, 0));
    assertThat(cost.gpu()).isEqualTo(Usd.of("0.03"));
    assertThat(cost.disk()).isEqualTo(Usd.of("0.002083333"));
    assertThat(cost.network()).isEqualTo(Usd.ZERO);
    assertThat(cost.total()).isEqualTo(Usd.of("0.032083333"));
  }

  @Test
  void bytesArePaidBothWaysEachAtItsOwnPrice() {
    Rates rates = new Rates(Usd.ZERO, Usd.ZERO, Usd.of("0.002"), Usd.of("0.05"));
    // 1.5 GB sent to it, 0.2 GB fetched.
    assertThat(rates.network(new Traffic(1_500_000_000, 0))).isEqualTo(Usd.of("0.003"));
    assertThat(rates.network(new Traffic(0, 200_000_000))).isEqualTo(Usd.of("0.01"));
    assertThat(rates.network(new Traffic(1_500_000_000, 200_000_000))).isEqualTo(Usd.of("0.013"));
  }

  @Test
  void anAmountPaysForAsManyBytesAsTheirPriceAllows() {
    Rates rates = new Rates(Usd.ZERO, Usd.ZERO, Usd.of("0.002"), Usd.of("0.05"));
    assertThat(rates.bytesUpFor(Usd.of("0.02"))).isEqualTo(400_000_000);
    assertThat(rates.bytesUpFor(Usd.ZERO)).isZero();
    assertThat(rates.bytesUpFor(Usd.of("-0.02"))).isZero();
  }

  @Test
  void bytesThatCostNothingMayBeSentWithoutEndWhileAnythingIsLeft() {
    for (String price : List.of("0", "-0.05")) {
      Rates free = new Rates(Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.of(price));
      assertThat(free.bytesUpFor(new Usd(1))).isEqualTo(Long.MAX_VALUE);
      assertThat(free.bytesUpFor(Usd.ZERO)).isZero();
    }
  }

  @Test
  void partsOfCostsAddUpSeparately() {
    Cost one = new Cost(Usd.of("1"), Usd.of("2"), Usd.of("3"));
    assertThat(one.plus(one)).isEqualTo(new Cost(Usd.of("2"), Usd.of("4"), Usd.of("6")));
    assertThat(one.plus(Cost.ZERO)).isEqualTo(one);
  }
}
