package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TrafficTest {
  @Test
  void eachWayIsAddedUpByItself() {
    assertThat(new Traffic(1, 20).plus(new Traffic(300, 4000))).isEqualTo(new Traffic(301, 4020));
  }

  @Test
  void theLargerCountStandsForEachWayByItself() {
    assertThat(new Traffic(1, 20).atLeast(new Traffic(300, 4))).isEqualTo(new Traffic(300, 20));
  }

  @Test
  void withoutMoreThanThereIsNothingIsLeft() {
    assertThat(new Traffic(5, 20).without(new Traffic(2, 30))).isEqualTo(new Traffic(3, 0));
    assertThat(new Traffic(20, 5).without(new Traffic(30, 2))).isEqualTo(new Traffic(0, 3));
  }
}
