package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Rates DEAR =
      new Rates(
          Usd.of("0.30"),
          Usd.of("0.01"),
          Usd.of("0.02"),
          Usd.of("0.01"),
          Optional.of(new Line(1000, 800)));

  @Test
  void aFullLineCarriesAnEighthOfItsBits() {
    assertThat(new Line(1000, 800).full(Duration.ofSeconds(8)))
        .isEqualTo(new Traffic(1_000_000_000, 800_000_000));
    assertThatThrownBy(() -> new Line(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Line(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesBothWaysArePaid() {
    assertThat(DEAR.fullLine(Duration.ofSeconds(8))).isEqualTo(Usd.of("0.028"));
    assertThat(DEAR.repriced(Usd.of("9")).fullLine(Duration.ofSeconds(8)))
        .isEqualTo(Usd.of("0.028"));
  }

  @Test
  void bytesAreCountedOftenWhereAFullLineWouldCostMuch() {
    // Twenty seconds of it cost seven cents: little of four dollars, much of three.
    assertThat(Budget.countEvery(Usd.of("4"), DEAR)).isEqualTo(Duration.ofSeconds(15));
    assertThat(Budget.countEvery(Usd.of("3"), DEAR)).isEqualTo(Duration.ofSeconds(3));
    assertThat(Budget.countEvery(Usd.of("3.5"), DEAR)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whatNobodyHasCountedYetIsSetAside() {
    Rates unknown =
        new Rates(
            DEAR.gpuPerHour(), DEAR.diskPerHour(), DEAR.downPerGigabyte(), DEAR.upPerGigabyte());
    Duration with = Budget.longestFor(Usd.of("1"), DEAR, Traffic.NONE);
    Duration without = Budget.longestFor(Usd.of("1"), unknown, Traffic.NONE);
    // Eight seconds of the full line buy 325 seconds of the machine.
    assertThat(without.minus(with)).isEqualTo(Duration.ofSeconds(325));
  }

  @Test
  void theTollLeavesEverythingElsePaid() {
    Toll toll = Budget.toll(Usd.of("1"), DEAR, Usd.of("0.31"));
    // 0.0025 for loading, 0.005166667 for the end, 0.0175 for its own delay.
    assertThat(toll.atMost()).isEqualTo(Usd.of("0.664833331"));
    assertThat(toll.downPerGigabyte()).isEqualTo(Usd.of("0.02"));
    assertThat(toll.upPerGigabyte()).isEqualTo(Usd.of("0.01"));
    assertThat(toll.perHour()).isEqualTo(Usd.of("0.31"));
    assertThat(Budget.toll(Usd.of("0.3"), DEAR, Usd.of("0.31")).atMost()).isEqualTo(Usd.ZERO);
  }

  @Test
  void theMachineEndsItselfOnlyAfterWeHaveHadTimeTo() {
    Usd cap = Usd.of("1");
    Duration ours = Budget.longestFor(cap, DEAR, new Traffic(10_000_000_000L, 0));
    Toll toll = Budget.toll(cap, DEAR, Usd.ZERO);
    Usd used = DEAR.perHour().perHourFor(ours).plus(Usd.of("0.2"));
    // Three seconds of the full line, from one count to the next.
    assertThat(toll.atMost().minus(used).nanos())
        .isGreaterThanOrEqualTo(DEAR.fullLine(Duration.ofSeconds(3)).nanos());
  }
}
