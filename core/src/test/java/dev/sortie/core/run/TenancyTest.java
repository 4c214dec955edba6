package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static dev.sortie.core.run.Tale.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which of several machines a run is on. */
final class TenancyTest {
  private static final Instant ENDS = Samples.NOON.plusSeconds(3600);

  private final Tenancy alone = Tenancy.NONE.opened(ONE, berth(0));
  private final Tenancy both = alone.opened(TWO, berth(1));

  @Test
  void theOneThatBootsLongestIsTheCurrentOne() {
    assertThat(both.lease()).contains(ONE);
    assertThat(both.candidate()).isZero();
    assertThat(both.open()).containsExactly(ONE, TWO);
  }

  @Test
  void whenTheCurrentOneFailsTheOtherTakesItsPlace() {
    Tenancy left = both.failed(ONE);
    assertThat(left.lease()).contains(TWO);
    assertThat(left.candidate()).isEqualTo(1);
  }

  @Test
  void whenTheOtherOneFailsTheCurrentOneStays() {
    Tenancy left = both.failed(TWO);
    assertThat(left.lease()).contains(ONE);
    assertThat(left.candidate()).isZero();
  }

  @Test
  void theLastOneTriedIsRememberedWhenItFails() {
    Tenancy left = both.failed(ONE).failed(TWO);
    assertThat(left.lease()).contains(TWO);
    assertThat(left.candidate()).isEqualTo(1);
    assertThat(left.berths()).isEmpty();
    assertThat(left.open()).as("not proven gone").containsExactly(ONE, TWO);
  }

  @Test
  void theNextOneAfterAFailureIsTheCurrentOne() {
    Tenancy next = alone.failed(ONE).opened(TWO, berth(1));
    assertThat(next.lease()).contains(TWO);
    assertThat(next.candidate()).isEqualTo(1);
  }

  @Test
  void aLeaseThatIsOpenedTwiceStandsOnce() {
    assertThat(alone.opened(ONE, berth(0)).open()).containsExactly(ONE);
  }

  @Test
  void newsOfALeaseThatIsNotInTheRunningChangesNothing() {
    assertThat(alone.settled(TWO)).isEqualTo(alone);
    assertThat(alone.cut(TWO, Samples.NOON)).isEqualTo(alone);
  }

  @Test
  void beforeTheFirstLeaseThereIsNoCurrentOne() {
    assertThatThrownBy(Tenancy.NONE::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no lease");
  }

  private static Berth berth(int candidate) {
    return Berth.opened(candidate, Samples.NOON, ENDS, Usd.of("1"));
  }
}
