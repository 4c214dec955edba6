package dev.sortie.engine.budget;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.Mutex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file, for the processes and threads of one computer. The system takes it from a
 * process that dies. Thread-safe.
 */
public final class FileMutex implements Mutex {
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  /** The system's lock is the whole process's, and is lost when any thread closes the file. */
  private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

  private final Path file;
  private final Duration patience;

  /**
   * @param patience how long to wait for others; a process that was stopped may hold it for long
   */
  public FileMutex(Path file, Duration patience) {
    this.file = file.toAbsolutePath();
    this.patience = patience;
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when others hold it for too long; nothing was
   *     done then
   */
  @Override
  public void alone(Runnable work) {
    ReentrantLock turn = TURNS.computeIfAbsent(file, _ -> new ReentrantLock());
    if (!isMine(turn)) {
      throw held();
    }
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = lock(channel)) {
        work.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      turn.unlock();
    }
  }

  private boolean isMine(ReentrantLock turn) {
    try {
      return turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    long tries = Math.max(1, patience.toNanos() / PAUSE_NANOS);
    for (long i = 0; i < tries; i++) {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw held();
  }

  private TroubleException held() {
    return new Trouble(
            Cause.STATE_LOCKED,
            "another sortie has been planning for over "
                + patience.toSeconds()
                + " s and holds "
                + file,
            "see which run is being started: `sortie ps`; then run the same command again")
        .asException();
  }
}
