package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 3: a market that names a stranger's instance, or shows another's, harms no stranger. */
@Execution(ExecutionMode.CONCURRENT)
class StrangerTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create_names_another times=1 label=sortie",
        "look_shows_another times=3 label=sortie",
        "label_missing route=/api/v0 times=2",
      })
  void theStrangersInstanceStaysAndOursIsFoundUsedAndEnded(String fault) {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli here = shop.customer(root.resolve("here"))) {
      String stranger = shop.rent("somebody-elses");
      shop.fault(fault);
      CliProcess run = here.run("run", "--yes", "--", "echo done");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(shop.living()).as(run.said()).hasSize(1);
      assertThat(shop.living().getFirst().path("id").asString()).isEqualTo(stranger);
      assertThat(shop.creates()).as(run.said()).isEqualTo(2);
      assertThat(shop.destroys(stranger)).as("calls for the stranger's").isZero();
    }
  }
}
