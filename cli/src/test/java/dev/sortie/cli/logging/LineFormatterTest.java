package dev.sortie.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A file that people look at in a terminal: what strangers said steers none and forges no line. */
final class LineFormatterTest {
  private static final String HOSTILE =
      "gpu \u001b]0;owned\u0007\u001b[2Jname\u202eevil\u009b31m\n2026-01-01T00:00:00Z info X: all is well";

  private static String format(@Nullable Throwable thrown) {
    LogRecord record = new LogRecord(Level.WARNING, "said: " + HOSTILE);
    record.setLoggerName("dev.sortie.Some");
    record.setThrown(thrown);
    return new LineFormatter(new Redactor()).format(record);
  }

  @Test
  void aMessageIsOneLineWithoutAnythingThatSteers() {
    String line = format(null);
    assertThat(line.lines()).hasSize(1);
    assertThat(line)
        .endsWith("\n")
        .contains("gpu nameevil 2026-01-01T00:00:00Z info X: all is well");
    assertThat(line.strip().chars().filter(c -> c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x202e))
        .isEmpty();
  }

  @Test
  void soAreTheWordsOfWhatWasThrownAndOfWhatCausedIt() {
    Exception cause = new IllegalStateException(HOSTILE);
    Exception thrown = new IllegalArgumentException("outer " + HOSTILE, cause);
    thrown.addSuppressed(new IllegalStateException(HOSTILE));
    assertThat(format(thrown).lines().skip(1))
        .allMatch(line -> line.startsWith("  "))
        .anyMatch(line -> line.contains("IllegalArgumentException: outer gpu nameevil"))
        .anyMatch(line -> line.contains("Caused by: java.lang.IllegalStateException: gpu"))
        .anyMatch(line -> line.contains("at dev.sortie.cli.logging.LineFormatterTest"));
  }

  @Test
  void causesThatGoRoundInACircleEnd() {
    Exception one = new IllegalStateException("one");
    Exception two = new IllegalStateException("two", one);
    one.initCause(two);
    assertThat(format(one).lines().filter(line -> line.contains("Caused by"))).hasSizeLessThan(20);
  }
}
