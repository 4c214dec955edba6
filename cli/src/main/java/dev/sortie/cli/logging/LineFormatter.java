package dev.sortie.cli.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line a record, with the stack trace below it if there is one; no secret passes. */
final class LineFormatter extends Formatter {
  private final Redactor redactor;

  LineFormatter(Redactor redactor) {
    this.redactor = redactor;
  }

  @Override
  public String format(LogRecord record) {
    StringWriter text = new StringWriter();
    String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    text.append(record.getInstant().toString())
        .append(' ')
        .append(record.getLevel().getName().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(logger.substring(logger.lastIndexOf('.') + 1))
        .append(": ")
        .append(formatMessage(record))
        .append('\n');
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    return redactor.redact(text.toString());
  }
}
