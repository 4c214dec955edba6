package dev.sortie.core.lease;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceState;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** While a machine is being ended the bill counts whatever nobody has seen not to run. */
final class BillAtTheEndTest {
  /** It was loading a minute after the intent, and then its end was wanted. */
  private static Story loaded() {
    return Story.booting().after(60).saw(InstanceState.LOADING).end();
  }

  /**
   * @param idle when it certainly did not run, or was last seen not to
   * @param counted seconds of GPU on the bill a hundred seconds later
   */
  @ParameterizedTest
  @CsvSource({
    "RUNNING, 70, 110",
    "FROZEN, 70, 110",
    "UNKNOWN, 70, 110",
    "PROVISIONING, 70, 100",
    "CREATED, 70, 100",
    "LOADING, 70, 100",
    "STOPPED, 70, 100",
    "EXITED, 70, 100",
    "OFFLINE, 70, 100",
    "RESTARTING, 70, 100",
    // Twenty seconds without a look: what has halted may have run in between.
    "STOPPED, 80, 100",
    "LOADING, 81, 100",
    "STOPPED, 81, 121",
    "EXITED, 81, 121",
    "OFFLINE, 81, 121",
    "RESTARTING, 81, 121",
    "RUNNING, 81, 121",
    "UNKNOWN, 81, 121",
  })
  void itCountsFromTheLastMomentAtWhichItCertainlyDidNotRun(
      InstanceState state, int idle, int counted) {
    assertThat(gpu(seen(loaded().lease, state, idle), idle + 100)).isEqualTo(gpuFor(counted));
  }

  @ParameterizedTest
  @CsvSource({"STOPPED, 110", "EXITED, 110", "RUNNING, 110", "UNKNOWN, 110", "LOADING, 100"})
  void whatNobodyEverSawMayHaveRunFromTheBeginning(InstanceState state, int counted) {
    assertThat(gpu(seen(Story.booting().end().lease, state, 10), 110)).isEqualTo(gpuFor(counted));
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      names = {"RUNNING", "FROZEN"})
  void thatItBeganToRunIsWrittenDownAtOnce(InstanceState state) {
    assertThat(loaded().after(1).saw(state).last.facts())
        .containsExactly(new LeaseEvent.StateSeen(state, "", Optional.of(NOON.plusSeconds(60))));
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      names = {"RUNNING", "FROZEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void thatItDoesNotRunIsWrittenDownOnlyEveryTenSeconds(InstanceState state) {
    Story story = loaded().after(10).saw(state);
    assertThat(story.last.facts()).isEmpty();
    assertThat(story.after(1).saw(state).last.facts())
        .singleElement()
        .isInstanceOfSatisfying(
            LeaseEvent.StateSeen.class, seen -> assertThat(seen.state()).isEqualTo(state));
  }

  @Test
  void whileLooksShowThatItDoesNotRunTheGpuCostsNothing() {
    Story story = loaded();
    for (int i = 0; i < 100; i++) {
      story.after(11).saw(InstanceState.LOADING);
    }
    assertThat(story.lease.costAt(story.now).gpu()).isEqualTo(Usd.ZERO);
  }

  private static Lease seen(Lease lease, InstanceState state, int idle) {
    return new LeaseMachine()
        .evolve(
            lease,
            new LeaseEvent.StateSeen(state, "", Optional.of(NOON.plusSeconds(idle))),
            NOON.plusSeconds(idle + 5));
  }

  private static Usd gpu(Lease lease, int second) {
    return lease.costAt(NOON.plusSeconds(second)).gpu();
  }

  private static Usd gpuFor(int seconds) {
    return Samples.RATES.gpuPerHour().perHourFor(Duration.ofSeconds(seconds));
  }
}
