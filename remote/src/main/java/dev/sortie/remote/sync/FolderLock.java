package dev.sortie.remote.sync;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time brings files to a folder: two that write the beginnings of the same file
 * would mix them (law 8). Its file is there only meanwhile. On a disk without locks there is none.
 */
final class FolderLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
  private static final String NAME = "lock";
  private static final long PAUSE_MILLIS = 100;

  /** Its size tells one file of that name from the next. */
  private static final int MOST_BYTES = 4096;

  private final Path file;
  private final @Nullable FileChannel channel;

  private FolderLock(Path file, @Nullable FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @param folder where its file lies: that of {@link OwnFolder}
   * @return empty when another process has it for that long: it may have been stopped
   */
  static Optional<FolderLock> take(Path folder, Duration patience) throws InterruptedIOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Path file = folder.resolve(NAME);
    try {
      file = folder.toRealPath().resolve(NAME);
      while (true) {
        @Nullable FileChannel mine = attempt(file);
        if (mine != null) {
          return Optional.of(new FolderLock(file, mine));
        }
        if (System.nanoTime() - deadline >= 0) {
          return Optional.empty();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException _) {
      // No locks here, or no room: whoever writes next will say what is wrong with the disk.
      return Optional.of(new FolderLock(file, null));
    }
  }

  private static @Nullable FileChannel attempt(Path file) throws IOException {
    // Opening it a second time here would end the first lock: so it is with locks of POSIX.
    if (!HELD.add(file)) {
      return null;
    }
    boolean mine = false;
    @Nullable FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      mine = channel.tryLock() != null && isStillThere(file, channel);
      return mine ? channel : null;
    } finally {
      if (!mine) {
        HELD.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Whoever had it before us has removed its file; a lock on that one keeps nobody out. */
  private static boolean isStillThere(Path file, FileChannel locked) throws IOException {
    int mark = 1 + ThreadLocalRandom.current().nextInt(MOST_BYTES);
    locked.truncate(0);
    locked.write(ByteBuffer.allocate(1), mark - 1L);
    try {
      return Files.size(file) == mark;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public void close() {
    FileChannel held = channel;
    if (held == null) {
      return;
    }
    try (held) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot let go of " + file, e);
    } finally {
      HELD.remove(file);
    }
  }
}
