package dev.sortie.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.TroubleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
  private final DotEnv file =
      DotEnv.parse(
          """
          # a comment
          A=plain # comment
          export B = "quoted # not a comment"  # a comment
          C='single $x \\n'
          E="a\\nb\\"c\\$d"
          F=
          not a line
          G="two
          lines" # and a comment
          H='also
          two'
          I=after
          A2=once
          A2=twice
          """);

  @Test
  void whatAllProgramsReadAlikeIsRead() {
    assertThat(file.get("A")).hasValue("plain");
    assertThat(file.get("B")).hasValue("quoted # not a comment");
    assertThat(file.get("C")).hasValue("single $x \\n");
    assertThat(file.get("E")).hasValue("a\nb\"c$d");
    assertThat(file.get("F")).hasValue("");
    assertThat(file.get("G")).hasValue("two\nlines");
    assertThat(file.get("H")).hasValue("also\ntwo");
    assertThat(file.get("I")).hasValue("after");
    assertThat(file.get("A2")).hasValue("twice");
    assertThat(file.get("not")).isEmpty();
  }

  @Test
  void linesOfWindowsAreLines() {
    assertThat(DotEnv.parse("A=1\r\nB='2'\r\n").get("B")).hasValue("2");
    assertThat(DotEnv.parse("A=1\r\nB='2'\r\n").get("A")).hasValue("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY=abc#def",
        "KEY=pa$word",
        "KEY=${OTHER}",
        "KEY=\"a $B\"",
        "KEY='a'b",
        "KEY=`a b`",
        "KEY: value"
      })
  void whatProgramsReadDifferentlyIsRefusedWithItsLineWhenItIsAskedFor(String line) {
    DotEnv doubtful = DotEnv.parse("FIRST='x\ny'\n" + line + "\nLAST=1\n");
    assertThat(doubtful.get("LAST")).hasValue("1");
    assertThatThrownBy(() -> doubtful.get("KEY"))
        .isInstanceOf(TroubleException.class)
        .hasMessageContaining(".env:3: KEY: ");
  }

  @Test
  void aQuoteThatIsNeverClosedIsRefusedWithItsLine() {
    assertThatThrownBy(() -> DotEnv.parse("A=1\nB=\"unfinished\nC=3\n"))
        .isInstanceOf(TroubleException.class)
        .hasMessageContaining(".env:2: a \" that nothing closes");
  }
}
