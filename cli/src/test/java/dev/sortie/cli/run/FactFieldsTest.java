package dev.sortie.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.run.RunEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactFieldsTest {
  @Test
  void tasksAndStepsAreNumberedAndTheirEndIsAField() {
    assertThat(FactFields.of(new RunEvent.TaskStarted(2))).isEqualTo(Map.of("task", 2));
    assertThat(FactFields.of(new RunEvent.TaskEnded(2, 7)))
        .isEqualTo(Map.of("task", 2, "exit_code", 7));
    assertThat(FactFields.of(new RunEvent.TaskVanished(3))).isEqualTo(Map.of("task", 3));
    assertThat(FactFields.of(new RunEvent.SetUpStarted(1))).isEqualTo(Map.of("step", 1));
    assertThat(FactFields.of(new RunEvent.SetUpEnded(1, 0)))
        .isEqualTo(Map.of("step", 1, "exit_code", 0));
    assertThat(FactFields.of(new RunEvent.Ended())).isEmpty();
  }
}
