package dev.sortie.engine.run;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Sizes;
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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one task printed, both streams as they came, in a file here; and how far each stream has
 * been read and on which machine, in a second one. After a crash the log is cut back to what the
 * second file vouches for, so that reading on loses and doubles nothing. What the same task prints
 * on another machine is read from its beginning and comes after what is there.
 */
public final class TaskLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TaskLog.class.getName());
  private static final int MOST_UNSAVED_BYTES = 16 << 20;

  /** Kept of what one task prints, unless a person wants it otherwise. */
  public static final long USUAL_MOST_BYTES = 1_000_000_000;

  /** Logs whose task is over and that still have something to save. */
  private static final Map<Path, TaskLog> SAVING = new ConcurrentHashMap<>();

  private static final Duration FULL_PAUSE = Duration.ofSeconds(2);
  private static final int POSITION_BYTES = 3 * Long.BYTES;
  private static final int LONGEST_NAME = 64;

  private final FileChannel log;
  private final FileChannel position;
  private final Path file;
  private final byte[] lease;
  private final long mostBytes;
  private final Queue<Chunk> unsaved = new ArrayDeque<>();
  private long unsavedBytes;
  private long standardOut;
  private long standardError;
  private long length;
  private long savedOut;
  private long savedError;
  private boolean full;
  private volatile @Nullable Thread saver;

  private record Chunk(boolean error, byte[] bytes) {}

  private TaskLog(Path file, FileChannel log, FileChannel position, LeaseId lease, long mostBytes) {
    this.file = file;
    this.log = log;
    this.position = position;
    this.lease = lease.value().getBytes(StandardCharsets.UTF_8);
    this.mostBytes = mostBytes;
  }

  /** The log file of a task or set-up step of a run. */
  public static Path file(Path stateFolder, String run, String task) {
    return stateFolder.resolve("runs").resolve(run).resolve(task + ".log");
  }

  static TaskLog open(Path file, LeaseId lease) {
    return open(file, lease, USUAL_MOST_BYTES);
  }

  /**
   * @param lease whose machine the task is on
   * @param mostBytes what is kept of it here; the task may print more
   */
  static TaskLog open(Path file, LeaseId lease, long mostBytes) {
    TaskLog known = SAVING.remove(file);
    if (known != null && known.goesOn(lease)) {
      return known;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel log = channel(file);
      FileChannel position = channel(Path.of(file + ".position"));
      TaskLog opened = new TaskLog(file, log, position, lease, mostBytes);
      opened.restore();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log " + file, e);
    }
  }

  /** Whether this one, which still has something to save, is of the same machine. */
  private boolean goesOn(LeaseId other) {
    return Arrays.equals(lease, other.value().getBytes(StandardCharsets.UTF_8));
  }

  LogPosition read() {
    return new LogPosition(standardOut, standardError);
  }

  /**
   * Keeps in memory what a full disk has no room for, so that the task's end is heard. Waits only
   * when that is too much: the task goes on, and its output waits on the machine.
   */
  synchronized void append(boolean error, byte[] chunk) {
    standardOut += error ? 0 : chunk.length;
    standardError += error ? chunk.length : 0;
    unsaved.add(new Chunk(error, chunk.clone()));
    unsavedBytes += chunk.length;
    try {
      while (!save() && unsavedBytes > MOST_UNSAVED_BYTES) {
        Thread.sleep(FULL_PAUSE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the log of a task", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("no longer waiting for room"));
    }
  }

  /** Whether everything is on disk. */
  private synchronized boolean save() throws IOException {
    for (Chunk next = unsaved.peek(); next != null; next = unsaved.peek()) {
      long out = savedOut + (next.error() ? 0 : next.bytes().length);
      long err = savedError + (next.error() ? next.bytes().length : 0);
      byte[] kept = kept(next.bytes());
      long end = length + kept.length;
      if (!write(kept, length) || !mark(end, out, err)) {
        return false;
      }
      length = end;
      savedOut = out;
      savedError = err;
      unsaved.remove();
      unsavedBytes -= next.bytes().length;
    }
    return true;
  }

  /** What is beyond the bound is counted as read and not written; the last words say so. */
  private byte[] kept(byte[] chunk) {
    long room = mostBytes - length;
    if (chunk.length <= room) {
      return chunk;
    }
    return room < 0 ? new byte[0] : cut(chunk, (int) room);
  }

  private byte[] cut(byte[] chunk, int room) {
    full = true;
    byte[] last =
        ("\n[sortie: this log ends here at "
                + Sizes.words(mostBytes)
                + "; the task printed more, which is not kept]\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(chunk, room + last.length);
    System.arraycopy(last, 0, cut, room, last.length);
    return cut;
  }

  /** Whether the task has printed more than is kept. */
  synchronized boolean isFull() {
    return full;
  }

  private boolean write(byte[] chunk, long end) throws IOException {
    return hadRoom(() -> {
      ByteBuffer rest = ByteBuffer.wrap(chunk);
      while (rest.hasRemaining()) {
        log.write(rest, end + rest.position());
      }
    });
  }

  private boolean mark(long end, long out, long err) throws IOException {
    ByteBuffer mark = ByteBuffer.allocate(POSITION_BYTES + lease.length);
    mark.putLong(end).putLong(out).putLong(err).put(lease).flip();
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

  /** What there is no room for yet is saved when there is, as long as this process lives. */
  @Override
  public void close() {
    if (unsaved.isEmpty()) {
      end();
    } else {
      SAVING.put(file, this);
      saver = Thread.ofVirtual().name("saves " + file).start(this::saveLate);
    }
  }

  private void saveLate() {
    try {
      while (!save()) {
        Thread.sleep(FULL_PAUSE);
        if (SAVING.get(file) != this) {
          // Somebody goes on with it.
          return;
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the rest of " + file + " is not written", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (SAVING.remove(file, this)) {
      end();
    }
  }

  /** Gives logs that had no room a last moment. */
  public static void saveTheRest(Duration atMost) throws InterruptedException {
    for (TaskLog log : List.copyOf(SAVING.values())) {
      Thread saving = log.saver;
      if (saving != null) {
        saving.join(atMost);
      }
    }
  }

  private void end() {
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
      long vouched = mark.getLong();
      if (vouched <= log.size()) {
        log.truncate(vouched);
        length = vouched;
        full = vouched > mostBytes;
        long out = mark.getLong();
        long error = mark.getLong();
        if (isOfThisLease(mark)) {
          standardOut = out;
          standardError = error;
          savedOut = out;
          savedError = error;
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
