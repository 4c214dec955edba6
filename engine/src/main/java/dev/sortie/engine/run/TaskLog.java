package dev.sortie.engine.run;

import dev.sortie.core.remote.LogPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What one task printed, both streams as they came, in a file here; and how far each stream has
 * been read, in a second one. After a crash the log is cut back to what the second file vouches
 * for, so that reading on loses and doubles nothing.
 */
public final class TaskLog implements AutoCloseable {
  private static final int POSITION_BYTES = 3 * Long.BYTES;

  private final FileChannel log;
  private final FileChannel position;
  private long standardOut;
  private long standardError;

  private TaskLog(FileChannel log, FileChannel position) {
    this.log = log;
    this.position = position;
  }

  /** The log file of a task or set-up step of a run. */
  public static Path file(Path stateFolder, String run, String task) {
    return stateFolder.resolve("runs").resolve(run).resolve(task + ".log");
  }

  static TaskLog open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel log = channel(file);
      FileChannel position = channel(Path.of(file + ".position"));
      TaskLog opened = new TaskLog(log, position);
      opened.restore();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log " + file, e);
    }
  }

  LogPosition read() {
    return new LogPosition(standardOut, standardError);
  }

  synchronized void append(boolean error, byte[] chunk) {
    try {
      log.write(ByteBuffer.wrap(chunk), log.size());
      standardOut += error ? 0 : chunk.length;
      standardError += error ? chunk.length : 0;
      ByteBuffer mark = ByteBuffer.allocate(POSITION_BYTES);
      mark.putLong(log.size()).putLong(standardOut).putLong(standardError).flip();
      position.write(mark, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the log of a task", e);
    }
  }

  @Override
  public void close() {
    try (log;
        position) {
      // Only to be closed.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the log of a task", e);
    }
  }

  private void restore() throws IOException {
    ByteBuffer mark = ByteBuffer.allocate(POSITION_BYTES);
    if (position.read(mark, 0) == POSITION_BYTES) {
      mark.flip();
      long length = mark.getLong();
      if (length <= log.size()) {
        log.truncate(length);
        standardOut = mark.getLong();
        standardError = mark.getLong();
        return;
      }
    }
    log.truncate(0);
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
