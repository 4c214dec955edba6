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
}
