package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law 9: SIGKILL at any point loses nothing and wastes nothing; whoever comes next goes on, on the
 * same machine.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
  private static final int KILLED = 137;

  @TempDir Path root;

  static Stream<KillPoint> points() {
    boolean whole = System.getProperty("sortie.suite", "slice").equals("whole");
    return Stream.of(KillPoint.values()).filter(point -> whole || point.isInEveryBuild());
  }

  @Test
  void aRunWhoseMachineIsGoneWhenSomebodyComesGoesOnElsewhereWithWhatIsLeft() {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli cli = shop.customer(root.resolve("person"))) {
      CliProcess killed =
          cli.start(
                  "run",
                  "--yes",
                  "--json",
                  "--job",
                  "lost",
                  "--task",
                  "date +%s%N >/work/one",
                  "--task",
                  "echo two; sleep 25; echo late; sleep 4; echo done >/work/two")
              .at("\"stdout\":\"late", "KILL");
      assertThat(killed.exit()).as(killed.said()).isEqualTo(KILLED);
      shop.destroyAll();

      CliProcess next = cli.start("resume", "--json");
      int exit = next.exit();
      assertThat(exit).as(next.said()).isZero();
      assertThat(next.out())
          .as("the loss is named, and only the task in progress is done again")
          .contains("SRT-406", "it vanished from the market", "\"stdout\":\"two")
          .doesNotContain("date +%s%N");
      assertThat(cli.folder().resolve("work_remote/lost/one")).isNotEmptyFile();
      assertThat(cli.folder().resolve("work_remote/lost/two")).hasContent("done\n");
      assertThat(JsonLines.one(cli.run("receipt", "lost", "--json").out()).path("leases"))
          .as(next.said())
          .hasSize(2);
      assertThat(shop.creates()).as(next.said()).isEqualTo(2);
      assertThat(shop.living()).as(next.said()).isEmpty();
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void whoeverComesNextGoesOnWhereTheKilledOneStopped(KillPoint point) {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli cli = shop.customer(root.resolve("person"))) {
      Errand errand = new Errand(shop, cli, point.lines());
      CliProcess killed = errand.start().at(point.regex(), "KILL");
      assertThat(killed.exit()).as(killed.said()).isEqualTo(KILLED);
      long died = System.nanoTime();
      point.notYet().forEach(later -> assertThat(killed.hasSaid(later)).as(later).isFalse());
      Duration nobody = Duration.ZERO;

      // Of what was over before the blow fell there is nothing to go on with.
      String said = killed.said();
      if (!killed.hasSaid("\"event\":\"Ended\"")) {
        CliProcess ps = cli.run("ps");
        assertThat(ps.err())
            .as(ps.said())
            .isEqualTo("run errand has nobody: sortie resume errand, or sortie down errand");
        CliProcess next = cli.start("resume", "--json").untilSaid("\"event\":\"Adopted\"");
        nobody = Duration.ofNanos(System.nanoTime() - died);
        int exit = next.exit();
        said += "\n=== resumed\n" + next.said();
        assertThat(exit).as(said).isZero();
      }
      errand.isWhole(said);
      Undisturbed usual = Undisturbed.errand(point.lines(), root.resolve("undisturbed"));
      errand.costsNoMoreThan(usual.withNobodyFor(nobody), said);
    }
  }
}
