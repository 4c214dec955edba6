package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Law 6: when the process is killed and no other comes, the guard on the machine ends it, within
 * what was agreed and two minutes. It counts real time, whatever the speed of the market.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class NobodyComesTest {
  private static final String SILENCE_MINUTES = "1";
  private static final Duration SILENCE_AND_TWO_MINUTES = Duration.ofMinutes(3);

  @TempDir Path root;

  @Test
  void theGuardEndsWhatNobodyComesBackFor() {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1", "--speed", "20");
        Cli cli = shop.customer(root.resolve("person"))) {
      CliProcess killed =
          cli.start(
                  "run",
                  "--yes",
                  "--json",
                  "--job",
                  "lost",
                  "--max-cost",
                  "20",
                  "--silence",
                  SILENCE_MINUTES,
                  "--",
                  "sleep 3600")
              .at("\"event\":\"TaskStarted\"", "KILL");
      assertThat(killed.exit()).as(killed.said()).isEqualTo(137);
      assertThat(shop.living()).hasSize(1);

      await("the guard ends the instance")
          .atMost(SILENCE_AND_TWO_MINUTES)
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> shop.living().isEmpty());

      // Whoever comes at last finds that out, and closes the run; to resume would go on elsewhere.
      CliProcess next = cli.start("down", "lost");
      assertThat(next.exit()).as(next.said()).isNotZero();
      assertThat(next.err()).contains("SRT-601", "/work");
      assertThat(shop.living()).as(next.said()).isEmpty();
      CliProcess ps = cli.run("ps");
      assertThat(ps.out()).as(next.said() + ps.said()).isEqualTo("nothing is running");
    }
  }
}
