package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class UsageTest {
  @TempDir Path root;

  @Test
  void aDryRunPrintsEveryStepAndAsksNobody() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess dry = cli.run("run", "--dry-run", "--task", "echo one", "--task", "echo two");

      assertThat(dry.exit()).as(dry.said()).isZero();
      assertThat(dry.out())
          .contains("nothing is called", "/api/v0/bundles", "PUT ", "DELETE ", "echo one", "/work");
      assertThat(scene.requests()).isEmpty();
      assertThat(cli.folder()).isEmptyDirectory();
      assertThat(cli.run("ps", "--all").out()).isEqualTo("no run stands in the journal");
    }
  }

  @Test
  void wrongArgumentsAreToldBeforeAnythingIsAsked() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      cli.write("empty.txt", "# nothing", "");
      cli.write("quotes.txt", "echo fine", "echo 'open");
      Map<List<String>, String> wrong =
          Map.of(
              List.of("run", "no-such.txt"), "SRT-105",
              List.of("run", "empty.txt"), "SRT-105",
              List.of("run", "--max-cost", "abc", "--yes", "--", "true"), "SRT-109",
              List.of("run", "--job", "../up", "--yes", "--", "true"), "SRT-109",
              List.of("pull", "nobody"), "SRT-106");
      wrong.forEach((args, code) -> {
        CliProcess told = cli.run(args.toArray(String[]::new));
        assertThat(told.err()).as(args.toString()).contains("error " + code, "next");
        assertThat(told.exit()).as(args.toString()).isEqualTo(2);
      });
      CliProcess quotes = cli.run("run", "quotes.txt");
      assertThat(quotes.exit()).isEqualTo(2);
      assertThat(quotes.err()).contains("quotes.txt:2:");
      assertThat(scene.requests()).isEmpty();
    }
  }

  @Test
  void nothingIsRentedWithoutAYes() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run = scene.cli().run("run", "--", "true");

      assertThat(run.exit()).as(run.said()).isEqualTo(2);
      assertThat(run.err()).contains("error SRT-109", "add --yes");
      assertThat(scene.creates()).isZero();
    }
  }

  @Test
  void theLoginOfAPrivateRegistryIsAskedForBeforeAnythingElseAndNeverShown() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      cli.write(
          "sortie.yaml",
          "name: private",
          "extends: batch",
          "image: localhost:5000/a/b@sha256:0123456789abcdef0123456789abcdef",
          "registry: {user: me, secret: REGISTRY_WORD}");
      for (String how : List.of("--yes", "--dry-run")) {
        CliProcess without = cli.run("run", how, "--", "true");
        assertThat(without.exit()).as(without.said()).isEqualTo(2);
        assertThat(without.err()).contains("SRT-", "needs REGISTRY_WORD");
      }
      cli.with("REGISTRY_WORD", "blank and blank");
      assertThat(cli.run("run", "--yes", "--", "true").err()).contains("SRT-109", "blanks");
      assertThat(scene.creates()).isZero();

      cli.with("REGISTRY_WORD", "dGhlLXdvcmQ");
      CliProcess dry = cli.run("run", "--dry-run", "--explain", "--", "true");
      assertThat(dry.exit()).as(dry.said()).isZero();
      assertThat(dry.out()).contains("\"image_login\":\"***\"");
      CliProcess run = cli.run("run", "--yes", "--explain", "--job", "j", "--", "true");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(dry.said() + run.said()).doesNotContain("dGhlLXdvcmQ");
    }
  }
}
