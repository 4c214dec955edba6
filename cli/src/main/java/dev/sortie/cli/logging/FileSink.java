package dev.sortie.cli.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Appends each record with one write, so that several processes share the file without a lock.
 * Opens it at the first record; sets a file that has grown large aside as {@code .1} then.
 */
final class FileSink extends Handler {
  private static final long LARGE_BYTES = 2_000_000;

  private final Path file;
  private @Nullable OutputStream stream;
  private boolean failed;

  FileSink(Path file) {
    this.file = file;
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (failed || !isLoggable(record)) {
      return;
    }
    try {
      OutputStream open = stream;
      if (open == null) {
        open = open();
        stream = open;
      }
      open.write(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A disk that is full or read-only must not end the command, nor bury what it says.
      failed = true;
      reportError("cannot write the log " + file + ": " + e, null, ErrorManager.WRITE_FAILURE);
    }
  }

  private OutputStream open() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file) && Files.size(file) > LARGE_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void flush() {}

  @Override
  public synchronized void close() {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      reportError("cannot close the log " + file, e, ErrorManager.CLOSE_FAILURE);
    }
  }
}
