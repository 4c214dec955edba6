package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of remote files, computed there and arriving in the background in the order asked. What
 * is known already is not asked for, so that a cut costs only what was on its way.
 */
final class RemoteHashes implements AutoCloseable {
  private final @Nullable Exec exec;
  private final Known known;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean ended;

  private RemoteHashes(@Nullable Exec exec, Known known) {
    this.exec = exec;
    this.known = known;
    this.ended = exec == null;
  }

  /** Hashes that came so far, in hex by raw path; outlives a cut. Thread-safe. */
  static final class Known {
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    /** Of files that have changed since. */
    void forget(Collection<String> paths) {
      paths.forEach(hashes::remove);
    }
  }

  static RemoteHashes start(Link link, Scripts scripts, Collection<String> paths, Known known)
      throws IOException {
    List<String> unknown = paths.stream().filter(p -> !known.hashes.containsKey(p)).toList();
    if (unknown.isEmpty()) {
      return new RemoteHashes(null, known);
    }
    // A quick tool ends names by newlines and escapes some: it gets none that needs care.
    boolean plain = unknown.stream().noneMatch(p -> p.indexOf('\n') >= 0 || p.indexOf('\\') >= 0);
    Exec exec = link.exec(scripts.of("hash", "PLAIN", plain ? "yes" : "no"));
    RemoteHashes all = new RemoteHashes(exec, known);
    Thread.ofVirtual().name("hash-ask").start(() -> ask(exec, unknown));
    Thread.ofVirtual().name("hash-read").start(() -> all.read(exec, Set.copyOf(unknown)));
    Thread.ofVirtual().name("hash-err").start(() -> Link.head(exec.err()));
    return all;
  }

  private static void ask(Exec exec, Collection<String> paths) {
    try (OutputStream in = exec.in()) {
      Scripts.write(paths, in);
    } catch (IOException _) {
      // The reader sees the same end.
    }
  }

  private void read(Exec from, Set<String> asked) {
    try {
      Listing.Fields fields = new Listing.Fields(from.out());
      for (long unasked = 0; ; ) {
        String line = fields.next();
        // "hash", two separators, "./", path
        // What is said twice was not asked for twice.
        boolean isNew =
            line.length() > 68
                && asked.contains(line.substring(68))
                && known.hashes.put(line.substring(68), line.substring(0, 64)) == null;
        unasked += isNew ? 0 : line.length() + 1;
        if (unasked > Bounds.LIST_BYTES) {
          from.abort();
          return;
        }
        signal(false);
      }
    } catch (IOException _) {
      // The end, or a cut: get() then finds out which by the exit status.
    } finally {
      signal(true);
    }
  }

  private void signal(boolean end) {
    lock.lock();
    try {
      ended |= end;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Has its hash come? */
  boolean knows(String path) {
    return known.hashes.containsKey(path);
  }

  /**
   * The hash, in hex; empty when the file is not there.
   *
   * @throws Cut when the connection went first
   */
  Optional<String> get(String path) throws IOException {
    String hash = known.hashes.get(path);
    if (hash != null) {
      return Optional.of(hash);
    }
    lock.lock();
    try {
      while (!ended && !known.hashes.containsKey(path)) {
        news.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      lock.unlock();
    }
    Optional<String> now = Optional.ofNullable(known.hashes.get(path));
    if (now.isEmpty() && exec != null) {
      // Throws on a cut.
      exec.exit();
    }
    return now;
  }

  @Override
  public void close() {
    if (exec != null) {
      exec.close();
    }
  }
}
