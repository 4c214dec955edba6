package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Many runs that start at once on one account do not stand in each other's way. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ManyRunsTest {
  private static final int RUNS = 20;

  @TempDir Path root;

  @Test
  void twentyRunsAtOnceTakeAMachineEachAndNobodyWaitsForTheOthers() {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli cli = shop.customer(root.resolve("person"))) {
      cli.write("input.txt", "some input");
      List<CliProcess> runs =
          IntStream.range(0, RUNS)
              .mapToObj(i ->
                  cli.start(
                      "run",
                      "--yes",
                      "--job",
                      "job-" + i,
                      "--",
                      "cat input.txt; echo " + i + " >/work/result"))
              .toList();
      for (int i = 0; i < RUNS; i++) {
        CliProcess run = runs.get(i);
        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(cli.folder().resolve("work_remote/job-" + i + "/result"))
            .hasContent(String.valueOf(i));
      }

      assertThat(runs).noneMatch(run -> run.hasSaid("brake|waits until"));
      assertThat(shop.living()).isEmpty();
      assertThat(shop.everyInstance()).as("none was rented in vain").hasSize(RUNS);
      Stream<String> machines = runs.stream().flatMap(run -> run.lines().stream());
      assertThat(machines.filter(line -> line.contains("destroyed, proven absent"))).hasSize(RUNS);
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
      assertThat(shop.creates()).as("nobody asked for what another had").isEqualTo(RUNS);
    }
  }

  @Test
  void whatAnotherRunWasRefusedIsLeftOutAndSaidToBe() {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli cli = shop.customer(root.resolve("person"))) {
      shop.fault("offer_gone times=1");
      CliProcess first = cli.run("run", "--yes", "--job", "one", "--", "true");
      assertThat(first.exit()).as(first.said()).isZero();
      CliProcess second = cli.run("run", "--yes", "--explain", "--job", "two", "--", "true");
      assertThat(second.exit()).as(second.said()).isZero();
      assertThat(second.out()).contains("1 offer left out: other runs here rent them");
      assertThat(shop.creates()).as("one was refused").isEqualTo(3);
    }
  }
}
