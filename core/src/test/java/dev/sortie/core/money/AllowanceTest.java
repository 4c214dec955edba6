package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person reads of a limit when a run is planned or refused. */
class AllowanceTest {
  @Test
  void aRunThatUsesItUpToTheLastBitFits() {
    assertThat(day("3").words(Usd.of("2")))
        .isEqualTo("per day $5.000: spent today $3.000, this run may cost $2.000, fits");
    assertThat(day("3").words(Usd.of("2.000000001"))).contains(" too much; ");
  }

  @Test
  void whatIsLessThanACentIsNothing() {
    assertThat(day("5").words(Usd.of("1"))).endsWith("; nothing is left");
    assertThat(day("4.991").words(Usd.of("1"))).endsWith("; nothing is left");
    assertThat(day("4.99").words(Usd.of("1"))).endsWith("; --max-cost 0.01 would fit");
  }

  @Test
  void threeRunsThatHoldSomethingAreNamedAndMoreAreCounted() {
    assertThat(day("0", "a", "b").words(Usd.ZERO)).contains("reserved by 2 open runs (a, b) $");
    assertThat(day("0", "a", "b", "c").words(Usd.ZERO)).contains("3 open runs (a, b, c) $");
    assertThat(day("0", "a", "b", "c", "d").words(Usd.ZERO)).contains("4 open runs (a, b, c, …) $");
  }

  private static Allowance day(String spent, String... open) {
    return new Allowance(
        "per day",
        "today",
        Usd.of("5"),
        Usd.of(spent),
        Stream.of(open).map(name -> new Reserve(name, Optional.empty(), Usd.of("0.10"))).toList());
  }
}
