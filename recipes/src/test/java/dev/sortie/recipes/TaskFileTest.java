package dev.sortie.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskFileTest {
  @Test
  void takesOneTaskALineAndLeavesOutCommentsAndBlanks() {
    assertThat(
            TaskFile.read(
                "tasks.txt",
                "# head\r\n\n  first 'a b'  \r\n\t\n   # indented\nsecond # stays\nx#y"))
        .containsExactly("first 'a b'", "second # stays", "x#y");
    assertThat(TaskFile.read("tasks.txt", "")).isEmpty();
  }

  @Test
  void pointsAtEveryQuoteThatNothingCloses() {
    BadTaskFileException e =
        catchThrowableOfType(
            BadTaskFileException.class,
            () -> TaskFile.read("tasks.txt", "ok\n  say it's\nsay \"x\nx $(y\n`x\ngo on \\\n"));
    assertThat(e)
        .hasMessage(
            """
            tasks.txt:2:9: a ' that nothing closes; write \\' for the character itself
            tasks.txt:3:5: a " that nothing closes; write \\" for the character itself
            tasks.txt:4:3: a $( that nothing closes
            tasks.txt:5:1: a ` that nothing closes; write \\` for the character itself
            tasks.txt:6:7: a \\ at the end, but a task cannot go on in the next line\
            """);
    assertThat(e.trouble().cause().code()).isEqualTo("SRT-109");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 'b c' \"d e\"",
        "a \"it's\" 'say \"hi\"'",
        "a it\\'s",
        "a \"x\\\"y\"",
        "a # it's a comment",
        "a \"# 'not\" '#'",
        "a \"$(echo '\"')\"",
        "a \"$(echo \"$(echo 'x')\")\"",
        "a `echo 'b'`",
        "a $((1 + (2 * 3)))",
        "(cd x && echo 'y')",
        "a $# ${#x}",
        "a 'b\\'",
        "a \\\\",
        "a \"b",
        "a 'b",
        "a 'b' 'c",
        "a \"$(b\"",
        "a \"`b\"",
        "a 'b'\\''c",
        "a 'it'\\''s'",
        "a \"'\" '"
      })
  void agreesWithTheShell(String line) throws Exception {
    assertThat(ShellLine.fault(line).isEmpty()).isEqualTo(shellReads(line));
  }

  private static boolean shellReads(String line) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-n", "-c", line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return shell.exitValue() == 0;
  }
}
