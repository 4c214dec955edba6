package dev.sortie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.cli.command.Advice;
import dev.sortie.cli.command.Version;
import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path home;
  private CliRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CliRunner(home);
  }

  @Test
  void versionIsTheBuilds() throws IOException {
    assertThat(cli.run("version").out()).startsWith("sortie " + Version.NUMBER + "  (Java 25");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + Version.NUMBER + "</version>");
  }

  @Test
  void theVersionIsAFlagOfTheProgramToo() {
    assertThat(cli.run("--version").out()).isEqualTo(cli.run("version").out());
    assertThat(cli.run("--version").code()).isZero();
  }

  @Test
  void fishCompletesEveryCommandAndItsFlags() {
    CliRunner.Result result = cli.run("completion", "fish");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("-f -a 'receipt' -d 'Show what a run has cost, part by part.'")
        .contains("complete -c sortie -n '__fish_seen_subcommand_from run' -l max-cost -r -d ")
        .contains(" -s h -l help -d ")
        .contains("-n '__fish_seen_subcommand_from recipe' -f -a 'check'")
        .doesNotContain("warmup");
    assertThat(result.out().lines())
        .allMatch(line -> line.startsWith("#") || line.startsWith("complete -c sortie -n '"));
  }

  @Test
  void noHelpHasAPercentSignThatWouldBeTakenForAFormat() {
    assertThat(Commands.all().getSubcommands())
        .allSatisfy((name, command) -> {
          var spec = command.getCommandSpec();
          assertThat(String.join("", spec.usageMessage().description())).doesNotContain("%");
          spec.options()
              .forEach(one ->
                  assertThat(String.join("", one.description())).as(name).doesNotContain("%"));
        });
  }

  @Test
  void helpGoesToStdoutAndListsEveryCommand() {
    CliRunner.Result result = cli.run("--help");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("version").doesNotContain("warmup").doesNotContain("\u001b");
    assertThat(cli.run().out()).isEqualTo(result.out());
    assertThat(cli.run("help").out()).isEqualTo(result.out());
  }

  @Test
  void helpOfOneCommandIsTheSameBothWays() {
    assertThat(cli.run("help", "version").out())
        .isEqualTo(cli.run("version", "--help").out())
        .startsWith("Usage: sortie version");
  }

  @Test
  void whatToTypeNextWorksInPracticeToo() {
    assertThat(cli.run("logs", "--practice", "nothing").err())
        .endsWith("  next      sortie ps --practice --all\n");
    assertThat(cli.run("logs", "nothing").err()).endsWith("  next      sortie ps --all\n");
  }

  @Test
  void everyCommandEitherKnowsPracticeOrIsTheSameThere() {
    List<String> same = List.of("recipe", "market", "completion", "version", "docs", "warmup");
    Advice practice = new Advice(true);
    assertThat(Commands.NAMES.stream().filter(name -> !same.contains(name)))
        .allMatch(name -> practice.in("sortie " + name).endsWith(" --practice"));
    assertThat(same).allMatch(name -> practice.in("sortie " + name).endsWith(name));
  }

  @Test
  void unknownCommandExitsTwoAndSaysWhatWasMeant() {
    CliRunner.Result result = cli.run("versoin");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            """
            error SRT-109  an argument cannot be used
              happened  there is no command "versoin"
                        did you mean version?
              next      `sortie --help`
            """);
  }

  @Test
  void unknownFlagExitsTwoAndSaysWhatWasMeant() {
    CliRunner.Result result = cli.run("version", "--jsn");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--jsn").contains("did you mean --json?");
  }

  @Test
  void withJsonTroubleIsOneJsonObjectOnStderr() {
    CliRunner.Result result = cli.run("version", "--nonsense", "--json");
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith(
            "{\"error\":{\"code\":\"SRT-109\",\"category\":\"user\",\"exitCode\":2,\"summary\":")
        .endsWith("}}\n");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void globalFlagsMayStandBeforeTheCommand() {
    assertThat(cli.run("-v", "version").out()).startsWith("sortie ");
  }

  @Test
  void coloursOnlyWhereTheStreamShowsThem() {
    Terminal stderrOnly =
        new Terminal(false, false, true, Painter.PLAIN, new Painter(true), () -> 80);
    assertThat(cli.on(stderrOnly).run("nonsense").err()).startsWith("\u001b[1;31merror SRT-109");
    assertThat(cli.on(stderrOnly).run("help").out()).doesNotContain("\u001b");
  }
}
