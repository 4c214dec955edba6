package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The laws on bad days that last longer than a run. */
@Execution(ExecutionMode.CONCURRENT)
class LawTest {
  @TempDir Path root;

  @Test
  void aMachineLostAtWorkIsReplacedAndOnlyWhatWasNotDoneIsDoneThere() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .startJob(
                  "j", "--task", "echo one >/work/one", "--task", "sleep 20; date >/work/two");
      Path one = scene.cli().folder().resolve("work_remote/j/one");
      run.untilSaid("^2/2");
      await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(one));
      scene.exit();
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("what is left goes on elsewhere");
      assertThat(run.lines().stream().filter(line -> line.startsWith("1/2"))).hasSize(1);
      assertThat(run.lines().stream().filter(line -> line.startsWith("2/2"))).hasSize(2);
      assertThat(one).hasContent("one\n");
      assertThat(scene.cli().folder().resolve("work_remote/j/two")).isNotEmptyFile();
      assertThat(scene.creates()).isEqualTo(2);
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void outputsThatTheCeilingDoesNotPayForAreGivenUpAtOnceAndTheOthersComeHome() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .runJob(
                  "j",
                  "--max-cost",
                  "0.40",
                  "--query",
                  "gpu_ram >= 20 inet_up_cost >= 0.001",
                  "--",
                  "echo one >/work/one; truncate -s 4T /work/film.mkv");
      assertThat(run.said()).contains("SRT-601", "film.mkv (4.4 TB, $", "do not pay for it");
      assertThat(run.said())
          .containsPattern("run what is missing again with --max-cost \\d+\\.\\d\\d");
      assertThat(run.said()).contains("destroyed, proven absent");
      assertThat(scene.cli().folder().resolve("work_remote/j/one")).hasContent("one\n");
      assertThat(scene.cli().folder().resolve("work_remote/j/film.mkv")).doesNotExist();
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void whatComesBackAfterItWasProvenGoneIsFoundAndEnded() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("destroy_resurrects seconds=30 times=1");
      CliProcess run = scene.cli().runJob("j", "--", "true");
      assertThat(run.exit()).as(run.said()).isZero();
      await().atMost(Duration.ofMinutes(1)).until(() -> scene.listed() == 1);

      CliProcess look = scene.cli().run("reap", "--dry-run");
      assertThat(look.exit()).as(look.said()).isZero();
      assertThat(look.out()).contains("there although its lease is over", "would be ended");
      assertThat(scene.listed()).isEqualTo(1);

      CliProcess reap = scene.cli().run("reap");
      assertThat(reap.exit()).as(reap.said()).isZero();
      assertThat(reap.out()).contains("destroyed, proven absent");
      assertThat(scene.instances()).isZero();
      assertThat(scene.cli().run("ps").out()).contains("nothing is running");
    }
  }

  @Test
  void whoHasBegunToEndWhatItFoundStaysUntilThatIsProvenGone() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("destroy_resurrects seconds=20 times=1");
      CliProcess first = scene.cli().runJob("j", "--", "true");
      assertThat(first.exit()).as(first.said()).isZero();
      await().atMost(Duration.ofMinutes(1)).until(() -> scene.listed() == 1);

      scene.faults("destroy_refused times=3");
      CliProcess kept = scene.cli().runJob("k", "--keep", "--", "true");
      assertThat(kept.exit()).as(kept.said()).isZero();
      assertThat(kept.out()).contains("still ending what was found on the market");
      assertThat(kept.out().indexOf("destroyed, proven absent"))
          .isGreaterThan(kept.out().indexOf("still ending what was found on the market"));
      assertThat(scene.instances()).as("the one that is kept").isEqualTo(1);
    }
  }

  @Test
  void downStaysToo() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("destroy_resurrects seconds=50 times=1");
      CliProcess first = scene.cli().runJob("j", "--", "true");
      assertThat(first.exit()).as(first.said()).isZero();
      Matcher instance = Pattern.compile("rent +instance (\\d+)").matcher(first.out());
      assertThat(instance.find()).isTrue();
      CliProcess killed = scene.cli().startJob("k", "--", "sleep 600");
      killed.untilSaid("^1/1").signal("KILL").exit();
      await().atMost(Duration.ofMinutes(2)).until(() -> scene.listed() == 2);

      scene.faults("destroy_refused times=4 instance=" + instance.group(1));
      CliProcess down = scene.cli().run("down", "k");
      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(scene.struck("destroy_refused")).isEqualTo(4);
      assertThat(scene.instances()).isZero();
    }
  }
}
