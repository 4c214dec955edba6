package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.suite.Draw;
import dev.sortie.sim.world.Orders;
import dev.sortie.sim.world.Outcome;
import dev.sortie.sim.world.World;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final int LIVES = 300;

  private static Outcome live(Orders orders) {
    return World.live(orders, new Bounds(), new Bounds());
  }

  private static List<Long> hashes() {
    return LongStream.rangeClosed(1, LIVES)
        .mapToObj(seed -> live(Draw.random(seed, Protection.NONE)).hash())
        .toList();
  }

  @Test
  void theSameSeedLivesTheSameLife() {
    assertThat(hashes()).isEqualTo(hashes());
  }

  @Test
  void anotherSeedLivesAnotherLife() {
    assertThat(hashes()).doesNotHaveDuplicates();
  }

  @Test
  void lifeIsTheSameWhetherOrNotItIsTold() {
    Orders orders = Draw.random(7, Protection.NONE);
    assertThat(live(orders.aloud()).hash()).isEqualTo(live(orders).hash());
  }

  @Test
  void whatALifeIsReplayedFromIsWhatItWasLivedFrom() {
    Orders orders = Draw.random(11, Protection.NONE);
    assertThat(orders.strikes()).isNotEmpty();
    Orders read =
        new Orders(
            orders.seed(),
            orders.strikes().stream()
                .map(strike -> dev.sortie.sim.fault.Strike.parse(strike.toString()))
                .toList(),
            Protection.NONE,
            false);
    assertThat(live(read).hash()).isEqualTo(live(orders).hash());
  }
}
