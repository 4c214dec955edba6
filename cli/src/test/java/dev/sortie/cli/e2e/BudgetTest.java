package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class BudgetTest {
  @TempDir Path root;

  private void config(String text) throws IOException {
    Path file = root.resolve("config/sortie/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void ofThreeProcessesThatStartAtOnceOnlyTheOneThatFitsRents() throws IOException {
    config("budget.per_day: 1.50\n");
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      List<CliProcess> runs =
          Stream.of("a", "b", "c")
              .map(name ->
                  cli.start(
                      "run", "--yes", "--max-cost", "1", "--job", name, "--", "echo go; sleep 300"))
              .toList();
      await("all but one have ended")
          .atMost(Duration.ofMinutes(2))
          .until(() -> runs.stream().filter(CliProcess::isAlive).count() == 1);

      for (CliProcess run : runs) {
        if (run.isAlive()) {
          run.untilSaid("│ go");
          run.signal("INT").exit();
        } else {
          assertThat(run.exit()).as(run.said()).isEqualTo(4);
          assertThat(run.err())
              .contains("error SRT-305", "per day $1.500", "--max-cost 0.50 would fit");
        }
      }
      assertThat(scene.creates()).isEqualTo(1);
    }
  }

  @Test
  void aRunThatStillGoesOnTakesItsWholeCeilingFromTheDay() throws IOException {
    config("budget:\n  per_day: 1.50\n");
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess first =
          cli.start("run", "--yes", "--max-cost", "1", "--job", "long", "--", "echo go; sleep 300");
      first.untilSaid("│ go");

      CliProcess second = cli.run("run", "--yes", "--max-cost", "1", "--", "true");
      assertThat(second.exit()).as(second.said()).isEqualTo(4);
      assertThat(second.err())
          .contains("reserved by 1 open run (long) $1.000", "--max-cost 0.50 would fit");

      CliProcess fits = cli.run("run", "--yes", "--max-cost", "0.50", "--", "true");
      assertThat(fits.exit()).as(fits.said()).isZero();
      first.signal("INT").exit();
    }
  }

  @Test
  void theReceiptHoldsWhatTheMarketChargedAfterTheEndAndHostsRemembersTheMachine() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run = cli.run("run", "--yes", "--job", "r", "--", "sleep 2");
      assertThat(run.exit()).as(run.said()).isZero();

      JsonNode receipt = JsonLines.one(cli.run("receipt", "r", "--json").out());
      JsonNode lease = receipt.path("leases").path(0);
      assertThat(lease.path("charged").path("total_usd").asDouble())
          .isCloseTo(scene.spentDollars(), within(1e-6))
          .isPositive();
      assertThat(lease.path("forecast").path("total_usd").asDouble()).isPositive();
      assertThat(receipt.path("charges_unknown_because").isNull()).isTrue();

      CliProcess words = cli.run("receipt", "r");
      assertThat(words.out()).contains("FORECAST $", "METERED $", "CHARGED $", "ceiling $1.000");
      scene.cli().with("VAST_API_KEY", "");
      CliProcess alone = cli.run("receipt", "r");
      assertThat(alone.exit()).as(alone.said()).isZero();
      assertThat(alone.out()).contains("not known: no vast.ai key was found");

      JsonNode hosts = JsonLines.one(cli.run("hosts", "--json").out());
      assertThat(hosts).hasSize(1);
      assertThat(hosts.path(0).path("boots").asInt()).isEqualTo(1);
      assertThat(hosts.path(0).path("chance").asDouble()).isEqualTo(1);
      assertThat(cli.run("hosts").out()).contains("MACHINE", "MEDIAN BOOT");
    }
  }
}
