package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code sortie doctor --prove-market-deadline}: whoever has seen it once is not warned again. */
@Execution(ExecutionMode.CONCURRENT)
class DeadlineProofTest {
  /** Longer than the doctor asks for, so that no clock calls the end early. */
  private static final double LEFT_AFTER_THE_LEAP = 30;

  @TempDir Path root;

  @Test
  void theMarketIsSeenToEndACheapMachineByItselfAndIsBelievedFromThenOn() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Path config = root.resolve("config/sortie/config.yaml");
      Files.createDirectories(config.getParent());
      Files.writeString(config, "market-deadline: true\n");
      CliProcess proof = scene.cli().start("doctor", "--prove-market-deadline", "--yes");
      proof.untilSaid("the market is to end instance \\d+ after .*watching");
      assertThat(scene.instances()).isEqualTo(1);
      assertThat(scene.jobs()).isEqualTo(1);
      // What is left of the two minutes that the market's clock may differ by is not waited for.
      scene.forward(scene.jobStart() - scene.forward(0) - LEFT_AFTER_THE_LEAP);
      assertThat(proof.exit()).as(proof.said()).isZero();
      assertThat(proof.out())
          .contains("proven: it ended the machine by itself, after its time and not before");
      assertThat(scene.answers("DELETE .*/instances/\\d+/?"))
          .as("it was gone whenever somebody else tried to end it")
          .isNotEmpty()
          .containsOnly(404);
      assertThat(scene.instances()).isZero();
      assertThat(scene.jobs()).isZero();

      CliProcess run = scene.cli().runJob("j", "--", "true");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("the market ends it too").doesNotContain("not proven here");

      int asked = scene.answers("POST .*/schedule_job/?").size();
      CliProcess without = scene.cli().runJob("k", "--no-market-deadline", "--", "true");
      assertThat(without.exit()).as(without.said()).isZero();
      assertThat(without.out()).doesNotContain("the market ends it too");
      assertThat(scene.answers("POST .*/schedule_job/?")).hasSize(asked);
    }
  }

  /** Nothing is proven by a job that nobody calls; whoever stops waiting leaves nothing behind. */
  @Test
  void aJobThatIsNeverCalledProvesNothingAndTheMachineIsEndedAllTheSame() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("job_lost");
      CliProcess proof = scene.cli().start("doctor", "--prove-market-deadline", "--yes");
      proof.untilSaid("watching");
      scene.forward(scene.jobStart() - scene.forward(0) + 60);
      proof.signal("INT");
      assertThat(proof.exit()).as(proof.said()).isEqualTo(130);
      assertThat(proof.out()).contains("not proven: stopped while watching");
      assertThat(scene.instances()).isZero();
      assertThat(scene.jobs()).isZero();
      CliProcess run = scene.cli().runJob("j", "--market-deadline", "--", "true");
      assertThat(run.out()).contains("not proven here");
    }
  }
}
