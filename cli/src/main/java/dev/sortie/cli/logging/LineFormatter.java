package dev.sortie.cli.logging;

import dev.sortie.core.text.Foreign;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line a record, with the stack trace below it if there is one; no secret passes. What a market
 * or a machine said may be in it: it forges no line and steers no terminal that shows the file.
 */
final class LineFormatter extends Formatter {
  private static final int LONGEST_MESSAGE = 20_000;
  private static final int MOST_CAUSES = 10;

  private final Redactor redactor;

  LineFormatter(Redactor redactor) {
    this.redactor = redactor;
  }

  @Override
  public String format(LogRecord record) {
    StringBuilder text = new StringBuilder();
    String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    text.append(record.getInstant().toString())
        .append(' ')
        .append(record.getLevel().getName().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(logger.substring(logger.lastIndexOf('.') + 1))
        .append(": ")
        .append(line(formatMessage(record)))
        .append('\n');
    String what = "";
    Throwable thrown = record.getThrown();
    for (int i = 0; thrown != null && i < MOST_CAUSES; i++) {
      trace(what, thrown, text);
      what = "Caused by: ";
      thrown = thrown.getCause();
    }
    return redactor.redact(text.toString());
  }

  private static void trace(String what, Throwable thrown, StringBuilder text) {
    text.append("  ").append(what).append(line(thrown.toString())).append('\n');
    for (StackTraceElement frame : thrown.getStackTrace()) {
      text.append("    at ").append(frame).append('\n');
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      text.append("  Suppressed: ").append(line(suppressed.toString())).append('\n');
    }
  }

  private static String line(String text) {
    return Foreign.line(text, LONGEST_MESSAGE);
  }
}
