package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Where nothing may be written but the state folder and the folder of results, all works. */
@Execution(ExecutionMode.CONCURRENT)
class ReadOnlyHomeTest {
  @TempDir Path root;

  @Test
  void aHomeThatCannotBeWrittenIsNotNeeded() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("person"), "4g");
        Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli cli = shop.customer(disk.folder())) {
      cli.write("input", "some input");
      for (String variable : new String[] {"XDG_CONFIG_HOME", "XDG_STATE_HOME"}) {
        cli.with(variable, disk.folder().resolve("home").toString());
      }
      cli.with("SORTIE_STATE", root.resolve("state").toString());
      disk.readOnly(true);

      String out = root.resolve("results").toString();
      CliProcess run =
          cli.run("run", "--yes", "--job", "j", "--out", out, "--", "cp input /work/output");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(root.resolve("results/output")).hasContent("some input\n");
      assertThat(run.err()).as(run.said()).isEmpty();
      for (String command : new String[] {"ps", "hosts", "doctor"}) {
        CliProcess shown = cli.run(command);
        assertThat(shown.exit()).as(shown.said()).isZero();
      }
      assertThat(shop.living()).isEmpty();
    }
  }

  @Test
  void aStateFolderInsideTheProjectIsNotSent() {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli cli = shop.customer(root.resolve("person"))) {
      cli.write("input", "some input");
      cli.with("SORTIE_STATE", cli.folder().resolve("state").toString());
      CliProcess run = cli.run("run", "--yes", "--job", "j", "--", "find . -type f");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("push 1 file", "│ ./input").doesNotContain("journal");
    }
  }
}
