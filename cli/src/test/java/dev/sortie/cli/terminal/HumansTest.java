package dev.sortie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.money.Usd;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HumansTest {
  @Test
  void clocks() {
    assertThat(Humans.clock(Duration.ofSeconds(2))).isEqualTo("0:02");
    assertThat(Humans.clock(Duration.ofSeconds(112))).isEqualTo("1:52");
    assertThat(Humans.clock(Duration.ofSeconds(3909))).isEqualTo("1:05:09");
    assertThat(Humans.clock(Duration.ofSeconds(-5))).isEqualTo("0:00");
  }

  @Test
  void spans() {
    assertThat(Humans.span(Duration.ofSeconds(42))).isEqualTo("42 s");
    assertThat(Humans.span(Duration.ofMinutes(9))).isEqualTo("9 min");
    assertThat(Humans.span(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
    assertThat(Humans.span(Duration.ofHours(76))).isEqualTo("3 d 4 h");
  }

  @Test
  void bytesNeverShowFourDigits() {
    assertThat(Humans.bytes(0)).isEqualTo("0 B");
    assertThat(Humans.bytes(999)).isEqualTo("999 B");
    assertThat(Humans.bytes(1_200_000)).isEqualTo("1.2 MB");
    assertThat(Humans.bytes(84_000_000)).isEqualTo("84.0 MB");
    assertThat(Humans.bytes(999_960)).isEqualTo("1.0 MB");
    assertThat(Humans.bytes(123_456_789_000L)).isEqualTo("123 GB");
  }

  @Test
  void pricesCountsAndShares() {
    assertThat(Humans.perHour(Usd.of("0.1894"))).isEqualTo("0.189 $/h");
    assertThat(Humans.percent(0.996)).isEqualTo("99.6 %");
    assertThat(Humans.count(1, "file")).isEqualTo("1 file");
    assertThat(Humans.count(12_004, "file")).isEqualTo("12,004 files");
  }
}
