package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsdTest {
  @Test
  void readsPlainDecimalsExactly() {
    assertThat(Usd.of("0.25").nanos()).isEqualTo(250_000_000);
    assertThat(Usd.of(" 1.000000001 ").nanos()).isEqualTo(1_000_000_001);
    assertThat(Usd.of(0.1).nanos()).isEqualTo(100_000_000);
  }

  @Test
  void roundsHalfABillionthAwayFromZero() {
    assertThat(Usd.of("0.0000000005").nanos()).isEqualTo(1);
    assertThat(Usd.of("0.0000000004999").nanos()).isZero();
    assertThat(Usd.of("-0.0000000005").nanos()).isEqualTo(-1);
  }

  @Test
  void addsUpThousandsOfSmallAmountsWithoutDrift() {
    Usd sum = Usd.ZERO;
    for (int i = 0; i < 10_000; i++) {
      sum = sum.plus(Usd.of("0.0001"));
    }
    assertThat(sum).isEqualTo(Usd.of("1"));
  }

  @Test
  void chargesAnHourlyPriceForAnyTime() {
    assertThat(Usd.of("0.36").perHourFor(Duration.ofSeconds(1))).isEqualTo(Usd.of("0.0001"));
    assertThat(Usd.of("0.36").perHourFor(Duration.ofMinutes(90))).isEqualTo(Usd.of("0.54"));
    assertThat(Usd.of("0.36").perHourFor(Duration.ZERO)).isEqualTo(Usd.ZERO);
    assertThat(new Usd(1).perHourFor(Duration.ofMinutes(30)).nanos()).isEqualTo(1);
    assertThat(new Usd(1).perHourFor(Duration.ofMinutes(29)).nanos()).isZero();
  }

  @Test
  void overflowIsAnErrorAndNeverACredit() {
    Usd most = new Usd(Long.MAX_VALUE);
    assertThatThrownBy(() -> most.plus(new Usd(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Usd(Long.MIN_VALUE).minus(new Usd(1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void showsThreeDecimalsFourBelowACentAndTwoFromTenDollarsOn() {
    assertThat(Usd.of("0.0344")).hasToString("$0.034");
    assertThat(Usd.of("9.9999")).hasToString("$10.000");
    assertThat(Usd.of("10")).hasToString("$10.00");
    assertThat(Usd.of("-0.5")).hasToString("-$0.500");
    assertThat(Usd.of("0.0034")).hasToString("$0.0034");
    assertThat(Usd.of("0.01")).hasToString("$0.010");
    assertThat(Usd.ZERO).hasToString("$0.000");
    assertThat(new Usd(-1)).hasToString("$0.0000");
  }

  @Test
  void comparesByAmount() {
    assertThat(Usd.of("1").isMoreThan(Usd.of("0.999999999"))).isTrue();
    assertThat(Usd.of("1").isMoreThan(Usd.of("1.0"))).isFalse();
    assertThat(Usd.ZERO.max(Usd.of("-1"))).isEqualTo(Usd.ZERO);
    assertThat(Usd.of(new BigDecimal("2.50")).dollars()).isEqualByComparingTo("2.5");
  }
}
