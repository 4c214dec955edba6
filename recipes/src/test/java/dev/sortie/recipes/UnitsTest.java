package dev.sortie.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.money.Usd;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
  @ParameterizedTest
  @CsvSource({"60,60", "60 GB,60", "60GB,60", "500 MB,0.5", "1.5 TB,1500", "0.25,0.25"})
  void readsSizes(String text, double gigabytes) {
    assertThat(Units.gigabytes(text)).contains(gigabytes);
  }

  @ParameterizedTest
  @CsvSource({
    "2h,PT2H",
    "90m,PT90M",
    "1h30m,PT90M",
    "45 s,PT45S",
    "1d 1h,PT25H",
    "1.5h,PT90M",
    "250ms,PT0.25S"
  })
  void readsTimes(String text, Duration time) {
    assertThat(Units.duration(text)).contains(time);
    assertThat(Units.duration(Units.showDuration(time))).contains(time);
  }

  @Test
  void takesABareNumberForHoursOnlyWhereHoursAreAskedFor() {
    assertThat(Units.hours("1.5")).contains(Duration.ofMinutes(90));
    assertThat(Units.hours("90m")).contains(Duration.ofMinutes(90));
    assertThat(Units.duration("1.5")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"$1.50,1.5", "1.50,1.5", "2,2", "0.000000001,0.000000001"})
  void readsMoney(String text, String dollars) {
    assertThat(Units.money(text)).contains(Usd.of(dollars));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "60 GiB", "60 gb", "1e3", "lots", "1,5", "0 GB", "h", "$"})
  void refusesWhatIsNoAmount(String text) {
    assertThat(Units.gigabytes(text)).isEmpty();
    assertThat(Units.duration(text)).isEmpty();
    assertThat(Units.hours(text)).isEmpty();
    assertThat(Units.money(text.replace("1e3", "1e3 "))).isEmpty();
  }

  @Test
  void isNotKnockedOverByAnEndlessTime() {
    assertThat(Units.duration("1s".repeat(100_000))).isEmpty();
  }

  @Test
  void showsAmountsAsAPersonWouldWriteThem() {
    assertThat(Units.showGigabytes(60)).isEqualTo("60 GB");
    assertThat(Units.showGigabytes(0.5)).isEqualTo("0.5 GB");
    assertThat(Units.showDuration(Duration.ofMinutes(90))).isEqualTo("1h30m");
    assertThat(Units.showMoney(Usd.of("1.5"))).isEqualTo("$1.50");
    assertThat(Units.showMoney(Usd.of("100"))).isEqualTo("$100.00");
    assertThat(Units.showMoney(Usd.of("0.125"))).isEqualTo("$0.125");
  }
}
