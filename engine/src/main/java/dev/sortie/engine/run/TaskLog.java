package dev.sortie.engine.run;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.LogPosition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What one task printed, both streams as they came, in a file here; and how far each stream has
 * been read and on which machine, in a second one. After a crash the log is cut back to what the
 * second file vouches for, so that reading on loses and doubles nothing. What the same task prints
 * on another machine is read from its beginning and comes after what is there.
 */
public final class TaskLog implements AutoCloseable {
  private static final Duration FULL_PAUSE = Duration.ofSeconds(2);
  private static final int POSITION_BYTES = 3 * Long.BYTES;
  private static final int LONGEST_NAME = 64;

  private final FileChannel log;
  private final FileChannel position;
  private final byte[] lease;
  private long standardOut;
  private long standardError;

  private TaskLog(FileChannel log, FileChannel position, LeaseId lease) {
    this.log = log;
    this.position = position;
    this.lease = lease.value().getBytes(StandardCharsets.UTF_8);
  }

  /** The log file of a task or set-up step of a run. */
  public static Path file(Path stateFolder, String run, String task) {
    return stateFolder.resolve("runs").resolve(run).resolve(task + ".log");
  }

  /**
   * @param lease whose machine the task is on
   */
  static TaskLog open(Path file, LeaseId lease) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel log = channel(file);
      FileChannel position = channel(Path.of(file + ".position"));
      TaskLog opened = new TaskLog(log, position, lease);
      opened.restore();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log " + file, e);
    }
  }

  LogPosition read() {
    return new LogPosition(standardOut, standardError);
  }

  /** Waits while the disk here is full: the task goes on, and its output waits on the machine. */
  synchronized void append(boolean error, byte[] chunk) {
    try {
      long end = log.size();
      while (!write(chunk, end)) {
        Thread.sleep(FULL_PAUSE);
      }
      standardOut += error ? 0 : chunk.length;
      standardError += error ? chunk.length : 0;
      while (!mark(end + chunk.length)) {
        Thread.sleep(FULL_PAUSE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the log of a task", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("no longer waiting for room"));
    }
  }

  private boolean write(byte[] chunk, long end) throws IOException {
    return hadRoom(() -> {
      ByteBuffer rest = ByteBuffer.wrap(chunk);
      while (rest.hasRemaining()) {
        log.write(rest, end + rest.position());
      }
    });
  }

  private boolean mark(long length) throws IOException {
    ByteBuffer mark = ByteBuffer.allocate(POSITION_BYTES + lease.length);
    mark.putLong(length).putLong(standardOut).putLong(standardError).put(lease).flip();
    return hadRoom(() -> position.write(mark.rewind(), 0));
  }

  private interface Write {
    void run() throws IOException;
  }

  private static boolean hadRoom(Write write) throws IOException {
    try {
      write.run();
      return true;
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      if (said.contains("No space left") || said.contains("Disk quota exceeded")) {
        return false;
      }
      throw e;
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
    ByteBuffer mark = ByteBuffer.allocate(POSITION_BYTES + LONGEST_NAME);
    if (position.read(mark, 0) >= POSITION_BYTES) {
      mark.flip();
      long length = mark.getLong();
      if (length <= log.size()) {
        log.truncate(length);
        long out = mark.getLong();
        long error = mark.getLong();
        if (isOfThisLease(mark)) {
          standardOut = out;
          standardError = error;
        }
        return;
      }
    }
    log.truncate(0);
  }

  /** Those written before leases were noted name none. */
  private boolean isOfThisLease(ByteBuffer name) {
    return !name.hasRemaining() || name.equals(ByteBuffer.wrap(lease));
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
