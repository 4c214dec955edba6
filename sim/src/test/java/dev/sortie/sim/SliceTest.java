package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.oracle.Oracles;
import dev.sortie.sim.suite.Campaign;
import dev.sortie.sim.suite.Draw;
import dev.sortie.sim.world.Orders;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * The slice of the suite that every build lives through: at least 20,000 lives. The whole is {@code
 * ./sortie-sim --seeds 1000000}.
 */
class SliceTest {
  private static final int THREADS = 2;
  private static final int PAIRS = 6_000;
  private static final int RANDOM = 12_500;

  private static Campaign.Result live(LongFunction<Orders> lives, long count) {
    Campaign.Result result = Campaign.all(lives, 1, count, THREADS);
    assertThat(result.lives()).isEqualTo(count);
    assertThat(result.failures())
        .as("replay with the command of the orders, %d in all", result.failed())
        .isEmpty();
    return result;
  }

  @Test
  void everyFaultAtEveryPointKeepsTheLaws() {
    assertThat(Draw.singles()).isGreaterThanOrEqualTo(640);
    live(seed -> Draw.single(seed, Protection.NONE), Draw.singles());
  }

  @Test
  void twoFaultsKeepTheLaws() {
    live(seed -> Draw.pair(seed, Protection.NONE), PAIRS);
  }

  @Test
  void anyNumberOfFaultsKeepsTheLawsAndTheBounds() {
    Campaign.Result result = live(seed -> Draw.random(seed, Protection.NONE), RANDOM);
    assertThat(result.live().quantile(0.5)).isLessThan(2_000);
    assertThat(result.live().most()).isGreaterThan(0);
    assertThat(result.live().most()).isLessThanOrEqualTo(Oracles.LIVE_BOUND);
  }
}
