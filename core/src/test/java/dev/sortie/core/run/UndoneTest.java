package dev.sortie.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever ends a run, the tasks that it leaves undone are known one by one. */
final class UndoneTest {
  private static final Plans THREE = Plans.usual().tasks(3);

  /** One task is done, then something else than a task's exit ends the run. */
  static Stream<Tale> endings() {
    return Stream.of(
        Tale.working(THREE).worked(1, 0).bad(Tale.ONE, Cause.INSTANCE_LOST, false, "0.1"),
        Tale.working(THREE)
            .worked(1, 0)
            .send(new RunSignal.WorkFailed(Cause.CONNECTION_LOST, "no route"))
            .pulled(Tale.HOME),
        Tale.working(THREE)
            .worked(1, 0)
            .send(new RunSignal.GuardLost(Tale.ONE, "killed"))
            .worked(2, 143)
            .pulled(Tale.HOME),
        Tale.working(THREE).worked(1, 0).stop().worked(2, 143).pulled(Tale.HOME),
        Tale.working(THREE).worked(1, 0).stop().worked(2, 143).pullBroke().stop());
  }

  @ParameterizedTest
  @MethodSource("endings")
  void tasksTwoAndThreeAreNamed(Tale tale) {
    assertThat(tale.run.undone()).isPresent();
    assertThat(tale.run.undone().orElseThrow().tasks()).containsExactly(2, 3);
  }

  @Test
  void aFailedSetUpLeavesAllOfThemUndone() {
    Tale tale = Tale.settingUp(THREE).setUp(1, 1).pulled(Tale.HOME);
    assertThat(tale.run.undone().map(Undone::words)).contains("3 of 3 tasks not done: 1, 2, 3");
  }

  @Test
  void whatAStopHasCutShortIsToldFromWhatFailedByItself() {
    Tale tale = Tale.working(THREE).worked(1, 1).stop().worked(2, 143).pulled(Tale.HOME);
    assertThat(tale.run.undone().map(Undone::words))
        .contains("2 of 3 tasks not done: 2 (cut short), 3");
  }

  @Test
  void aTaskThatEndedWellAllTheSameIsDoneAndSoAreAllOfAWholeRun() {
    assertThat(Tale.releasing(THREE).run.undone()).isEmpty();
    Tale tale = Tale.working(THREE).worked(1, 0).worked(2, 0).stop().worked(3, 0).pulled(Tale.HOME);
    assertThat(tale.run.undone()).isEmpty();
  }

  @Test
  void whileARunGoesOnNothingIsUndone() {
    assertThat(Tale.working(THREE).run.undone()).isEmpty();
  }
}
