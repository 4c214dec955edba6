package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The commands around a run, from other terminals and later on. */
@Execution(ExecutionMode.CONCURRENT)
class DayTest {
  @TempDir Path root;

  @Test
  void aKeptMachineStaysUntilItIsPutDown() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run = cli.run("run", "--yes", "--keep", "--job", "k", "--", "echo x >/work/x");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).containsPattern("keep +the machine \\S+ stays and costs .*sortie down");
      assertThat(scene.instances()).isEqualTo(1);

      JsonNode rows = JsonLines.one(cli.run("ps", "--json").out());
      assertThat(rows).hasSize(1);
      JsonNode row = rows.get(0);
      assertThat(row.path("state").asString()).isEqualTo("kept");
      assertThat(row.path("run").asString()).isEqualTo("k");
      assertThat(row.path("usd_per_hour").asDouble()).isPositive();
      assertThat(row.path("dies_in_seconds").asLong()).isPositive();
      String lease = row.path("lease").asString();
      assertThat(cli.run("ps").out()).contains("k", lease, "kept");

      CliProcess pull = cli.run("pull", "k", "--out", "again");
      assertThat(pull.exit()).as(pull.said()).isZero();
      assertThat(cli.folder().resolve("again/x")).hasContent("x\n");

      CliProcess down = cli.run("down", lease);
      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(down.out()).contains("destroyed, proven absent");
      assertThat(scene.instances()).isZero();
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
      assertThat(cli.run("down", "--all").out()).isEqualTo("nothing is there to end");
    }
  }

  @Test
  void twoRunsShareOneStateAndOneMarketAndAllOfThemGoDownAtOnce() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      // Of the same name and in the same moment: each is a run of its own.
      List<CliProcess> runs =
          List.of(
              cli.start("run", "--yes", "--keep", "--job", "same", "--", "echo 1 >/work/x"),
              cli.start("run", "--yes", "--keep", "--job", "same", "--", "echo 2 >/work/x"));
      runs.forEach(run -> assertThat(run.exit()).as(run.said()).isZero());
      assertThat(scene.instances()).isEqualTo(2);
      assertThat(cli.run("ps").out()).contains("same ", "same-2");
      assertThat(
              List.of(
                  content(cli.folder().resolve("work_remote/same/x")),
                  content(cli.folder().resolve("work_remote/same-2/x"))))
          .containsExactlyInAnyOrder("1\n", "2\n");

      CliProcess down = cli.run("down", "--all");
      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(scene.instances()).isZero();
    }
  }

  private static String content(Path file) {
    try {
      return java.nio.file.Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void othersMayWatchARunThatIsUnderWay() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run =
          cli.start(
              "run", "--yes", "--job", "w", "--", "echo one; sleep 4; echo two; printf three");
      run.untilSaid("│ one");
      CliProcess following = cli.start("logs", "-f", "w");
      CliProcess attached = cli.start("attach", "w");
      CliProcess now = cli.run("logs", "w");
      assertThat(now.exit()).as(now.said()).isZero();
      assertThat(now.lines()).contains("one");
      assertThat(JsonLines.one(cli.run("receipt", "w", "--json").out()).path("leases")).hasSize(1);

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(following.exit()).as(following.said()).isZero();
      assertThat(following.lines()).containsSubsequence("one", "two", "three");
      assertThat(attached.exit()).as(attached.said()).isZero();
      assertThat(attached.out()).contains("one", "two", "✔ exit 0", "destroyed, proven absent");
      assertThat(cli.run("logs", "w").lines()).containsSubsequence("one", "two", "three");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void whoeverStopsWatchingStopsNothing() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run = cli.start("run", "--yes", "--job", "w", "--", "echo one; sleep 5");
      run.untilSaid("│ one");
      CliProcess attached = cli.start("attach", "w").untilSaid("one").signal("INT");
      attached.exit();
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void aKilledRunIsSeenAndBroughtToItsEndByDown() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      String task = "echo early >/work/early; echo begun; sleep 600";
      CliProcess run =
          cli.start("run", "--yes", "--job", "dead", "--task", task, "--task", "echo never");
      run.untilSaid("│ begun").signal("KILL").exit();
      assertThat(scene.instances()).isEqualTo(1);
      assertThat(cli.run("ps").out()).contains("dead", "task 1/2");

      CliProcess down = cli.run("down", "--all");

      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(scene.instances()).isZero();
      assertThat(cli.folder().resolve("work_remote/dead/early")).hasContent("early\n");
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
      assertThat(cli.run("ps", "--all").out()).contains("dead", "ended SRT-503");
    }
  }

  @Test
  void aRunThatWasKilledWhileItsMachineBootedIsEndedToo() {
    try (Scene scene = Scene.withSlowBoot(root)) {
      Cli cli = scene.cli();
      CliProcess run = cli.start("run", "--yes", "--job", "early", "--", "true");
      run.untilSaid("rent +instance").signal("KILL").exit();
      assertThat(cli.run("ps").out()).contains("early", "booting");

      CliProcess down = cli.run("down", "--all");

      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(scene.instances()).isZero();
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
    }
  }

  @Test
  void aRunThatIsAliveHearsOfItWhenItsMachineIsPutDownElsewhere() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run =
          cli.start("run", "--yes", "--job", "live", "--", "echo x >/work/x; echo up; sleep 600");
      run.untilSaid("│ up");

      CliProcess down = cli.run("down", "live");

      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(scene.instances()).isZero();
      assertThat(cli.folder().resolve("work_remote/live/x")).hasContent("x\n");
      // Stopped by a person, and nothing is missing: what there was is home.
      assertThat(run.exit()).as(run.said()).isEqualTo(130);
      assertThat(run.said()).doesNotContain("SRT-601").doesNotContain("stays and costs");
      assertThat(run.err()).contains("nothing of this run is left on the market");
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
    }
  }

  /** Whoever is first: neither says of the machine or the results what is not so any more. */
  @Test
  void downBesideARunThatIsEndingFindsNothingMissingAndNothingThatStays() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run =
          cli.start("run", "--yes", "--job", "live", "--", "echo x >/work/x; echo up; sleep 1");
      run.untilSaid("│ up");

      CliProcess down = cli.run("down", "live");

      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(run.exit()).as(run.said()).isIn(0, 130);
      assertThat(run.said() + down.said()).doesNotContain("SRT-601").doesNotContain("stays");
      assertThat(cli.folder().resolve("work_remote/live/x")).hasContent("x\n");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void whatIsThrownAwayElsewhereIsNamedByTheRunThatMissesIt() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run =
          cli.start(
              "run", "--yes", "--job", "live", "--", "echo up; sleep 2; date >/work/x; sleep 600");
      run.untilSaid("│ up");

      CliProcess down = cli.run("down", "--discard-results", "live");

      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(run.exit()).as(run.said()).isNotZero();
      assertThat(run.err()).contains("SRT-601", "ended before all was brought home");
    }
  }
}
