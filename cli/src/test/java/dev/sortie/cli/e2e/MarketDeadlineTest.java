package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --market-deadline}: an end that the market itself holds, behind all others. */
@Execution(ExecutionMode.CONCURRENT)
class MarketDeadlineTest {
  private static final String JOBS = ".* /api/v0/commands/schedule_job(/\\d+)?/?";

  @TempDir Path root;

  @Test
  void aRunThatGoesWellLeavesNoJobBehindAndSaysThatNothingIsProvenHere() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run = scene.cli().runJob("j", "--market-deadline", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out())
          .contains("not proven here", "doctor --prove-market-deadline", "the market ends it too");
      assertThat(scene.requests()).anyMatch(request -> request.matches("POST" + JOBS.substring(2)));
      assertThat(scene.jobs()).isZero();
      assertThat(scene.instances()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theMarketAloneEndsAMachineWhoseGuardAndControllerAreDeadWhereItWasAsked(boolean asked)
      throws Exception {
    try (Scene scene = Scene.in(root)) {
      assumeTrue(scene.isFenced(), "kills all that runs in a machine, so it needs a fence");
      List<String> words = new ArrayList<>(List.of("--json", "--max-hours", "1"));
      words.addAll(asked ? List.of("--market-deadline") : List.of());
      words.addAll(List.of("--", "sleep 3600"));
      CliProcess run = scene.cli().startJob("j", words.toArray(String[]::new));
      run.untilSaid("\"event\":\"TaskStarted\"");
      if (asked) {
        run.untilSaid("\"event\":\"MarketEndHeld\"");
      }
      assertThat(run.signal("KILL").exit()).as(run.said()).isEqualTo(137);
      assertThat(scene.jobs()).isEqualTo(asked ? 1 : 0);
      killAllIn(scene.machine());

      double now = scene.forward(0);
      double due = asked ? scene.jobStart() : now + 3600;
      assertThat(due - now).as("not before the deadline").isGreaterThan(3000);
      scene.forward(due - now - 60);
      assertThat(scene.instances()).as("a minute before").isEqualTo(1);
      scene.forward(asked ? 60 : 7200);

      if (asked) {
        await("the market ends it").until(() -> scene.instances() == 0);
        assertThat(scene.requests())
            .as("nobody else did")
            .noneMatch(request -> request.matches("DELETE .*/instances/.*"));
      } else {
        assertThat(living(scene.machine())).isEmpty();
        assertThat(scene.instances()).as("nobody ends it").isEqualTo(1);
      }
    }
  }

  /** All but its first process, and until nothing brings anything back. */
  private static void killAllIn(ProcessHandle machine) {
    await("nothing runs in it")
        .atMost(Duration.ofSeconds(60))
        .during(Duration.ofSeconds(8))
        .until(() -> {
          List<ProcessHandle> living = living(machine);
          living.forEach(ProcessHandle::destroyForcibly);
          return living.isEmpty();
        });
  }

  /** Its processes, without the one that it waits by. */
  private static List<ProcessHandle> living(ProcessHandle machine) {
    return machine
        .descendants()
        .filter(one -> !commandOf(one).startsWith("sleep 2147483"))
        .toList();
  }

  private static String commandOf(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException _) {
      return "sleep 2147483, or gone";
    }
  }

  @Test
  void withoutTheFlagTheSchedulerIsLeftAlone() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run = scene.cli().runJob("j", "--", "true");
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
              .runJob(
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
        CliProcess run = scene.cli().runJob(fault, "--market-deadline", "--", "true");
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
      CliProcess run = scene.cli().runJob("j", "--market-deadline", "--", "true");
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
      CliProcess run = scene.cli().runJob("j", "--market-deadline", "--", "true");
      assertThat(run.out()).contains("not proven here");
    }
  }
}
