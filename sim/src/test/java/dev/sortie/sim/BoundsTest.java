package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.time.Agenda;
import dev.sortie.sim.time.Dice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsTest {
  @Test
  void quantilesCountFromTheLeast() {
    Bounds bounds = new Bounds();
    for (int i = 1; i <= 1000; i++) {
      bounds.add(i * 100L);
    }
    assertThat(bounds.quantile(0.5)).isBetween(50_000L, 50_100L);
    assertThat(bounds.quantile(0.999)).isBetween(99_900L, 100_000L);
    assertThat(bounds.most()).isEqualTo(100_000);
  }

  @Test
  void thingsHappenInTheOrderOfTheirTimes() {
    Agenda agenda = new Agenda(new Dice(1));
    Dice dice = new Dice(2);
    List<Long> happened = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      agenda.in(dice.below(1000), () -> happened.add(agenda.now()));
    }
    while (agenda.step(2000)) {
      // Each adds its time.
    }
    assertThat(happened).hasSize(500).isSorted();
  }
}
