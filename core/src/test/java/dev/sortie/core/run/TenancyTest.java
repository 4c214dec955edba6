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
  private static final Tenancy ALONE = Tenancy.NONE.opened(ONE, berth(0));
  private static final Tenancy BOTH = ALONE.opened(TWO, berth(1));

  @Test
  void theOneThatBootsLongestIsTheCurrentOne() {
    assertThat(BOTH.lease()).contains(ONE);
    assertThat(BOTH.candidate()).isZero();
    assertThat(BOTH.open()).containsExactly(ONE, TWO);
  }

  @Test
  void whenTheCurrentOneFailsTheOtherTakesItsPlace() {
    Tenancy left = BOTH.failed(ONE);
    assertThat(left.lease()).contains(TWO);
    assertThat(left.candidate()).isEqualTo(1);
  }

  @Test
  void whenTheOtherOneFailsTheCurrentOneStays() {
    Tenancy left = BOTH.failed(TWO);
    assertThat(left.lease()).contains(ONE);
    assertThat(left.candidate()).isZero();
  }

  @Test
  void theLastOneTriedIsRememberedWhenItFails() {
    Tenancy left = BOTH.failed(ONE).failed(TWO);
    assertThat(left.lease()).contains(TWO);
    assertThat(left.candidate()).isEqualTo(1);
    assertThat(left.berths()).isEmpty();
    assertThat(left.open()).as("not proven gone").containsExactly(ONE, TWO);
  }

  @Test
  void theNextOneAfterAFailureIsTheCurrentOne() {
    Tenancy next = ALONE.failed(ONE).opened(TWO, berth(1));
    assertThat(next.lease()).contains(TWO);
    assertThat(next.candidate()).isEqualTo(1);
  }

  @Test
  void aLeaseThatIsOpenedTwiceStandsOnce() {
    assertThat(ALONE.opened(ONE, berth(0)).open()).containsExactly(ONE);
  }

  @Test
  void newsOfALeaseThatIsNotInTheRunningChangesNothing() {
    assertThat(ALONE.settled(TWO)).isEqualTo(ALONE);
    assertThat(ALONE.cut(TWO, Samples.NOON)).isEqualTo(ALONE);
  }

  @Test
  void beforeTheFirstLeaseThereIsNoCurrentOne() {
    assertThatThrownBy(Tenancy.NONE::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no lease");
  }

  private static Berth berth(int candidate) {
    return new Berth(candidate, Samples.NOON, ENDS, Usd.of("1"));
  }
}
