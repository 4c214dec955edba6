package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** SHA-256 of remote files, computed there and arriving in the background in the order asked. */
final class RemoteHashes implements AutoCloseable {
  private final Exec exec;
  private final Map<String, String> hashes = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean ended;

  private RemoteHashes(Exec exec) {
    this.exec = exec;
  }

  static RemoteHashes start(Link link, Scripts scripts, Collection<String> paths)
      throws IOException {
    // A quick tool ends names by newlines and escapes some: it gets none that needs care.
    boolean plain = paths.stream().noneMatch(p -> p.indexOf('\n') >= 0 || p.indexOf('\\') >= 0);
    RemoteHashes all =
        new RemoteHashes(link.exec(scripts.of("hash", "PLAIN", plain ? "yes" : "no")));
    Thread.ofVirtual().name("hash-ask").start(() -> all.ask(paths));
    Thread.ofVirtual().name("hash-read").start(all::read);
    Thread.ofVirtual().name("hash-err").start(() -> Link.head(all.exec.err()));
    return all;
  }

  private void ask(Collection<String> paths) {
    try (OutputStream in = exec.in()) {
      Scripts.write(paths, in);
    } catch (IOException _) {
      // The reader sees the same end.
    }
  }

  private void read() {
    try {
      Listing.Fields fields = new Listing.Fields(exec.out());
      while (true) {
        String line = fields.next();
        // "hash", two separators, "./", path
        if (line.length() > 68) {
          hashes.put(line.substring(68), line.substring(0, 64));
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

  /**
   * The hash, in hex; empty when the file is not there.
   *
   * @throws Cut when the connection went first
   */
  Optional<String> get(String path) throws IOException {
    String known = hashes.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    lock.lock();
    try {
      while (!ended && !hashes.containsKey(path)) {
        news.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      lock.unlock();
    }
    Optional<String> hash = Optional.ofNullable(hashes.get(path));
    if (hash.isEmpty()) {
      // Throws on a cut.
      exec.exit();
    }
    return hash;
  }

  @Override
  public void close() {
    exec.close();
  }
}
