package dev.sortie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private boolean ask(boolean usual, InputStream in) {
    return new Question("rent? ", usual)
        .ask(in, new PrintStream(screen, true, StandardCharsets.UTF_8));
  }

  /** Comes only after the question. */
  private static InputStream later(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "y, true, true",
    "Y, false, true",
    " yes , false, true",
    "'', true, true",
    "'', false, false",
    "n, true, false",
    "no, true, false",
    "yeah, true, false",
    "ok, true, false"
  })
  void onlyAYesOrTheUsualAnswerIsAYes(String typed, boolean usual, boolean agreed) {
    assertThat(ask(usual, later(typed + "\n"))).isEqualTo(agreed);
  }

  @Test
  void theEndOfTheInputIsNoYes() {
    assertThat(ask(true, later(""))).isFalse();
  }

  @Test
  void whatWasTypedBeforeTheQuestionIsNoAnswer() {
    InputStream before = new ByteArrayInputStream("y\ny\n\n".getBytes(StandardCharsets.UTF_8));
    assertThat(ask(false, new SequenceInputStream(before, later("n\n")))).isFalse();
    assertThat(ask(true, new SequenceInputStream(later(""), later("y\n")))).isTrue();
  }

  @Test
  void whatAnEmptyLineMeansIsShown() {
    ask(false, later("\n"));
    ask(true, later("\n"));
    assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("rent? [y/N] rent? [Y/n] ");
  }
}
