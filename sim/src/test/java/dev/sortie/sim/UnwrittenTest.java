package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.fault.Strike;
import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.world.Orders;
import dev.sortie.sim.world.Outcome;
import dev.sortie.sim.world.World;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A journal that cannot be written, for up to fifteen minutes, and nothing else amiss. */
class UnwrittenTest {
  private static final int LIVES = 30;
  private static final Pattern NO_MORE = Pattern.compile("instance (\\d+) is no more");

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"GUARD_PROVEN", "PUSHED", "TASK_STARTED", "MID_TASK", "TASK_ENDED", "PULLING"})
  void endsNoMachineAndLosesNoResult(Point point) {
    Strike strike = new Strike(FaultKind.JOURNAL_REFUSES, point, 0);
    LongStream.rangeClosed(1, LIVES)
        .forEach(seed -> {
          Outcome calm = live(new Orders(seed, List.of(), Protection.NONE, true));
          Orders orders = new Orders(seed, List.of(strike), Protection.NONE, true);
          Outcome outcome = live(orders);
          String command = orders.command();
          assertThat(outcome.violations()).as(command).isEmpty();
          assertThat(lacksResults(outcome)).as(command).isEqualTo(lacksResults(calm));
          endedByUs(outcome.timeline(), command);
        });
  }

  /** By no guard: whoever lives gives signs of life. */
  private static void endedByUs(List<String> timeline, String command) {
    for (int i = 0; i < timeline.size(); i++) {
      Matcher end = NO_MORE.matcher(timeline.get(i));
      if (end.find()) {
        assertThat(timeline.subList(0, i + 1))
            .as(command)
            .anyMatch(line -> line.contains("destroy call for " + end.group(1)));
      }
    }
  }

  private static boolean lacksResults(Outcome outcome) {
    return outcome.timeline().stream().anyMatch(line -> line.contains("RESULTS_MISSING"));
  }

  private static Outcome live(Orders orders) {
    return World.live(orders, new Bounds(), new Bounds());
  }
}
