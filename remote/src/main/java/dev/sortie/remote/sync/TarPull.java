package dev.sortie.remote.sync;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Fetches many files as one tar stream; hashing and writing happen on other threads. */
final class TarPull {
  private static final int WRITERS = 3;
  private static final int UNWRITTEN_KIB = 64 * 1024;

  private final Link link;
  private final Scripts scripts;
  private final Landing landing;
  private final Steady progress;
  private final Patience patience;
  private final Semaphore room = new Semaphore(UNWRITTEN_KIB);
  private final AtomicReference<@Nullable RemoteException> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable IOException> cut = new AtomicReference<>();

  TarPull(Link link, Scripts scripts, Landing landing, Steady progress, Patience patience) {
    this.link = link;
    this.scripts = scripts;
    this.landing = landing;
    this.progress = progress;
    this.patience = patience;
  }

  /** Files that did not come, or changed meanwhile, are simply not among the arrivals. */
  void fetch(Collection<RemoteEntry> entries, RemoteHashes hashes, Arrivals arrivals)
      throws IOException {
    Map<String, RemoteEntry> asked = new HashMap<>();
    entries.forEach(e -> asked.put(e.path(), e));
    List<String> paths = entries.stream().map(RemoteEntry::path).toList();
    try (Exec exec = link.exec(scripts.of("pack"));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      Thread.ofVirtual().name("pack-err").start(() -> Link.head(exec.err()));
      Thread.ofVirtual().name("pack-names").start(() -> names(exec, paths));
      try {
        read(exec, asked, hashes, arrivals, writers);
      } catch (IOException | RuntimeException e) {
        exec.close();
        throw e;
      }
    }
    throwFailure();
  }

  private static void names(Exec exec, List<String> paths) {
    try (OutputStream in = exec.in()) {
      Scripts.write(paths, in);
    } catch (IOException _) {
      // The reader of the archive sees the same end.
    }
  }

  private void read(
      Exec exec,
      Map<String, RemoteEntry> asked,
      RemoteHashes hashes,
      Arrivals arrivals,
      ExecutorService writers)
      throws IOException {
    TarReader tar = new TarReader(new BufferedInputStream(exec.out(), 256 * 1024));
    for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
      TarReader.Entry entry = next.get();
      RemoteEntry wanted = asked.remove(entry.path());
      if (entry.size() > Pull.LARGE_BYTES) {
        skip(tar, entry.size());
        continue;
      }
      byte[] content = new byte[(int) entry.size()];
      tar.readFully(content);
      tar.pad(entry.size());
      patience.moved();
      throwFailure();
      // What was not asked for, or is no plain file, is dropped: the host is a stranger.
      if (wanted == null || (entry.type() != '0' && entry.type() != '\0')) {
        continue;
      }
      progress.moved(1, content.length, wanted.path());
      if (content.length == wanted.size()) {
        hand(wanted, content, hashes, arrivals, writers);
      }
    }
    exec.exit();
  }

  private static void skip(TarReader tar, long size) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (long left = size; left > 0; left -= buffer.length) {
      tar.readFully(left < buffer.length ? new byte[(int) left] : buffer);
    }
    tar.pad(size);
  }

  private void hand(
      RemoteEntry entry,
      byte[] content,
      RemoteHashes hashes,
      Arrivals arrivals,
      ExecutorService writers)
      throws InterruptedIOException {
    int kib = content.length / 1024 + 4;
    try {
      room.acquire(kib);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    writers.execute(() -> {
      try {
        write(entry, content, hashes, arrivals);
      } finally {
        room.release(kib);
      }
    });
  }

  private void write(RemoteEntry entry, byte[] content, RemoteHashes hashes, Arrivals arrivals) {
    String here = HexFormat.of().formatHex(Parts.sha256().digest(content));
    try {
      if (hashes.get(entry.path()).filter(here::equals).isEmpty()) {
        return;
      }
    } catch (IOException e) {
      cut.compareAndSet(null, e);
      return;
    }
    try {
      arrivals.add(entry, landing.put(entry, landing.place(entry.path()), content));
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
    } catch (IOException e) {
      failure.compareAndSet(
          null, LocalFiles.failure("cannot write " + Names.shown(entry.path()), e));
    }
  }

  private void throwFailure() throws IOException {
    IOException gone = cut.get();
    if (gone != null) {
      throw gone;
    }
    RemoteException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
