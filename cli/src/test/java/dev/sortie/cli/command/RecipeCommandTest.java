package dev.sortie.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.cli.CliRunner;
import dev.sortie.cli.CliRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeCommandTest {
  @TempDir Path home;
  private CliRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CliRunner(home);
  }

  @Test
  void listsTheBuiltInOnes() {
    assertThat(cli.run("recipe", "list").out()).contains("batch", "voice-tools", "built-in");
  }

  @Test
  void initWritesAGoodRecipeAndNeverReplacesOne() throws IOException {
    assertThat(cli.run("recipe", "init", "mine").code()).isZero();
    assertThat(cli.run("recipe", "check").out()).contains("is a good recipe, mine");
    assertThat(cli.run("recipe", "list").out()).contains("mine");
    Path file = home.resolve("sortie.yaml");
    String written = Files.readString(file);
    Result again = cli.run("recipe", "init", "other");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is there already", "--force");
    assertThat(Files.readString(file)).isEqualTo(written);
    assertThat(cli.run("recipe", "init", "other", "--force").code()).isZero();
    assertThat(Files.readString(file)).isNotEqualTo(written);
  }

  @Test
  void checkNamesThePlaceOfEachFault() throws IOException {
    Files.writeString(home.resolve("bad.yaml"), "name: bad\nimge: x\n");
    Result result = cli.run("recipe", "check", "./bad.yaml");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("error SRT-104").contains("bad.yaml:2:1: imge");
  }

  @Test
  void showPrintsARecipeThatCanBeReadAgain() throws IOException {
    Files.writeString(home.resolve("copy.yaml"), cli.run("recipe", "show", "voice-tools").out());
    assertThat(cli.run("recipe", "check", "copy.yaml").code()).isZero();
  }

  @Test
  void aRecipeThatIsNotThereIsToldWithThoseThatAre() {
    Result result = cli.run("recipe", "show", "voice-tool");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("voice-tools");
  }

  @Test
  void recipeAloneShowsItsCommands() {
    Result result = cli.run("recipe");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Usage: sortie recipe", "list", "show", "check", "init");
  }

  @Test
  void completionKnowsEveryCommand() {
    assertThat(cli.run("completion", "bash").out()).contains("offers", "recipe", "doctor");
    assertThat(cli.run("completion", "zsh").out()).startsWith("autoload");
    assertThat(cli.run("completion", "fish").out()).contains("complete -c sortie", "offers");
    assertThat(cli.run("completion", "cmd").code()).isEqualTo(2);
  }
}
