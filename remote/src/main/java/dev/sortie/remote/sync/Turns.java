package dev.sortie.remote.sync;

import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one pull at a time into a local folder; those after the work go first. Thread-safe. */
final class Turns {
  private static final Map<Path, Turns> ALL = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock(true);
  private final AtomicInteger urgent = new AtomicInteger();

  private Turns() {}

  /** For all machines of this program: two may bring to one folder. */
  static Turns of(Path folder) {
    return ALL.computeIfAbsent(folder, _ -> new Turns());
  }

  /** Waits for the turn; it must be ended by the same thread. */
  void take(boolean isUrgent) throws InterruptedIOException {
    urgent.addAndGet(isUrgent ? 1 : 0);
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      urgent.addAndGet(isUrgent ? -1 : 0);
    }
  }

  boolean urgentWaits() {
    return urgent.get() > 0;
  }

  void end() {
    lock.unlock();
  }
}
