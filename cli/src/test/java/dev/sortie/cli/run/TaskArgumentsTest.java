package dev.sortie.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.TroubleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskArgumentsTest {
  @TempDir Path folder;

  private List<String> after(String... words) {
    List<String> original = new ArrayList<>(List.of("run", "--yes", "--"));
    original.addAll(List.of(words));
    return TaskArguments.of(List.of(words), original, List.of(), List.of()).read(folder);
  }

  @Test
  void oneWordIsALineForAShell() {
    assertThat(after("echo a >/work/a; ls | wc -l")).containsExactly("echo a >/work/a; ls | wc -l");
  }

  @Test
  void severalWordsAreOneCommand() {
    assertThat(after("voice-synth", "speak", "--voice", "x", "--text", "good morning"))
        .containsExactly("voice-synth speak --voice x --text 'good morning'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "two words",
        "it's",
        "$HOME `id` $(id)",
        "a;b&c|d>e<f",
        "*?[a]~{b,c}!#",
        "line\nbreak",
        "\ttab\\",
        "\"double\"",
        "",
        "größe",
        "-n",
        "--",
        "NAME=value with blanks"
      })
  void eachWordReachesTheCommandExactlyAsItWasGiven(String word) throws IOException {
    String line = after("printf", "%s|", word, "end").getFirst();
    Process shell = new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(word + "|end|");
  }

  @Test
  void variablesBeforeTheCommandAreSetForIt() {
    assertThat(after("SIZE=a b", "./train.sh", "X=1 2"))
        .containsExactly("SIZE='a b' ./train.sh 'X=1 2'");
  }

  @Test
  void severalLinesAfterTheDashesAreRefusedWithWhatToWrite() {
    assertThatThrownBy(() -> after("echo one", "echo two"))
        .isInstanceOf(TroubleException.class)
        .hasMessageContaining("\"echo one\" is no program's name");
  }

  @Test
  void filesThenLinesThenTheCommand() throws IOException {
    Files.writeString(folder.resolve("t"), "first\n");
    TaskArguments all =
        TaskArguments.of(
            List.of("t", "ls", "-l"),
            List.of("run", "t", "--", "ls", "-l"),
            List.of(),
            List.of("a; b", "c 'd'"));
    assertThat(all.read(folder)).containsExactly("first", "a; b", "c 'd'", "ls -l");
  }

  @Test
  void aQuoteThatIsNotClosedIsRefusedWhereverItWasTyped() {
    assertThatThrownBy(() -> after("echo 'open")).hasMessageContaining("--:1:6: a '");
    TaskArguments flag = new TaskArguments(List.of(), List.of("echo \"open"), List.of());
    assertThatThrownBy(() -> flag.read(folder)).hasMessageContaining("--task:1:6: a \"");
    TaskArguments blank = new TaskArguments(List.of(), List.of(" "), List.of());
    assertThatThrownBy(() -> blank.read(folder)).hasMessageContaining("blank");
  }

  @Test
  void aTaskFileFromPowerShellIsRead() throws IOException {
    Files.write(folder.resolve("t"), "\ufeffecho hi\r\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(new TaskArguments(List.of(Path.of("t")), List.of(), List.of()).read(folder))
        .containsExactly("echo hi");
  }
}
