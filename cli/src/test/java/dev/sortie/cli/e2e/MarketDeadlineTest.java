package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code --market-deadline}: an end that the market itself holds, behind all others. */
@Execution(ExecutionMode.CONCURRENT)
class MarketDeadlineTest {
  private static final String JOBS = ".* /api/v0/commands/schedule_job(/\\d+)?/?";

  @TempDir Path root;

  @Test
  void aRunThatGoesWellLeavesNoJobBehindAndSaysThatNothingIsProvenHere() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .run("run", "--yes", "--job", "j", "--market-deadline", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out())
          .contains("not proven here", "doctor --prove-market-deadline", "the market ends it too");
      assertThat(scene.requests()).anyMatch(request -> request.matches("POST" + JOBS.substring(2)));
      assertThat(scene.jobs()).isZero();
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void withoutTheFlagTheSchedulerIsLeftAlone() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "true");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(scene.requests()).noneMatch(request -> request.matches(JOBS));
    }
  }

  @Test
  void aShotBeforeItsTimeCostsTheMachineAndNoResultThatWasHome() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("job_early seconds=25 times=1");
      CliProcess run =
          scene
              .cli()
              .run(
                  "run",
                  "--yes",
                  "--job",
                  "j",
                  "--market-deadline",
                  "--task",
                  "echo 1 >/work/one; echo done",
                  "--task",
                  "sleep 30; echo 2 >/work/two");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(scene.creates()).isEqualTo(2);
      assertThat(scene.cli().folder().resolve("work_remote/j/one")).hasContent("1\n");
      assertThat(scene.cli().folder().resolve("work_remote/j/two")).hasContent("2\n");
      assertThat(scene.instances()).isZero();
      assertThat(scene.jobs()).isZero();
    }
  }

  @Test
  void whatTheMarketDoesNotHoldIsSaidAndTheRunGoesOnAsWithout() {
    try (Scene scene = Scene.in(root)) {
      for (String fault : new String[] {"job_refused", "job_not_listed", "job_lost", "job_late"}) {
        scene.clearFaults();
        scene.faults(fault);
        CliProcess run =
            scene.cli().run("run", "--yes", "--job", fault, "--market-deadline", "--", "true");
        assertThat(run.exit()).as(run.said()).isZero();
        boolean held = fault.equals("job_lost") || fault.equals("job_late");
        assertThat(run.hasSaid("the market holds no end for it")).as(run.said()).isEqualTo(!held);
        assertThat(scene.instances()).isZero();
      }
    }
  }

  @Test
  void aJobThatCannotBeRemovedIsSaidAndTheNextWalkRemovesIt() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("job_stays times=1");
      CliProcess run =
          scene.cli().run("run", "--yes", "--job", "j", "--market-deadline", "--", "true");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("job for its end is still there");
      assertThat(scene.jobs()).isEqualTo(1);
      CliProcess reap = scene.cli().run("reap");
      assertThat(reap.out()).contains("the market's jobs for the end of");
      assertThat(scene.jobs()).isZero();
      assertThat(scene.cli().run("ps").out()).isEqualTo("nothing is running");
    }
  }

  @Test
  void theDoctorBelievesNoMarketThatShootsEarlyOrRefuses() {
    try (Scene scene = Scene.in(root)) {
      for (String fault : new String[] {"job_early seconds=2", "job_refused"}) {
        scene.clearFaults();
        scene.faults(fault);
        CliProcess proof = scene.cli().run("doctor", "--prove-market-deadline", "--yes");
        assertThat(proof.exit()).as(proof.said()).isNotZero();
        assertThat(proof.err()).contains("not proven");
        assertThat(scene.instances()).isZero();
      }
      CliProcess run =
          scene.cli().run("run", "--yes", "--job", "j", "--market-deadline", "--", "true");
      assertThat(run.out()).contains("not proven here");
    }
  }
}
