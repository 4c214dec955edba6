package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Bounds;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a pull has found or brought home. Thread-safe. */
final class Arrivals {
  /** No machine says that a file was last written to then. */
  private static final long NEVER = Long.MIN_VALUE;

  private final Pulled pulled;
  private final boolean duringWork;
  private final Set<String> here = ConcurrentHashMap.newKeySet();
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private volatile boolean any;
  private final AtomicInteger absent = new AtomicInteger();
  private final AtomicInteger files = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Arrivals(Pulled pulled, boolean duringWork) {
    this.pulled = pulled;
    this.duringWork = duringWork;
  }

  /** It came, is whole and has its name. */
  void add(RemoteEntry entry, long localMtimeNanos, String hash) {
    files.incrementAndGet();
    bytes.addAndGet(entry.size());
    confirm(entry, localMtimeNanos, hash);
  }

  /** It was here and is right. */
  void confirm(RemoteEntry entry, long localMtimeNanos, String hash) {
    pulled.put(
        entry.path(),
        new Pulled.Version(entry.size(), entry.mtimeNanos(), localMtimeNanos, hash, duringWork));
    here.add(entry.path());
    any = true;
  }

  /** A copy of one moment came and has its name; it counts neither as whole nor as known. */
  void took(RemoteEntry entry, long localMtimeNanos, long size, String hash) {
    files.incrementAndGet();
    bytes.addAndGet(size);
    pulled.put(entry.path(), new Pulled.Version(size, NEVER, localMtimeNanos, hash, true));
    any = true;
  }

  /** It was asked for alone, and the machine does not hold it. */
  void absent() {
    absent.incrementAndGet();
  }

  /**
   * Whether the machine lists more than it holds. Files vanish after they were listed, but not so
   * many; a list that is made up would be asked for name by name, until the ceiling.
   */
  boolean isMadeUp() {
    return absent.get() >= Bounds.ABSENT_FILES;
  }

  /** Whether anything was named or proved, in any round. */
  boolean isAny() {
    return any;
  }

  void refuse(RemoteEntry entry, String why) {
    refused.put(entry.path(), why);
  }

  /** Is nothing more to be done about it? */
  boolean isSettled(String path) {
    return here.contains(path) || refused.containsKey(path);
  }

  /** A new round looks at everything again. */
  void nextRound() {
    here.clear();
    refused.clear();
  }

  Map<String, String> refused() {
    return refused;
  }

  int files() {
    return files.get();
  }

  long bytes() {
    return bytes.get();
  }
}
