package dev.sortie.remote.sync;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Garbled;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
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

/**
 * Fetches many files as one tar stream; hashing and writing happen on other threads. What came
 * before a cut stays, to the last byte, in unfinished files.
 */
final class TarPull {
  private static final int WRITERS = 3;

  /** With the window of the channel, what a killed program loses. */
  private static final int UNWRITTEN_KIB = 768;

  private static final int IN_MEMORY_BYTES = 256 * 1024;

  private final Link link;
  private final Scripts scripts;
  private final Steady progress;
  private final Patience patience;
  private final Allowance allowance;
  private final Unnamed unnamed;
  private final Semaphore room = new Semaphore(UNWRITTEN_KIB);
  private final AtomicReference<@Nullable RemoteException> failure = new AtomicReference<>();

  TarPull(Wire wire, Landing landing, RemoteHashes hashes, Arrivals arrivals) {
    this.link = wire.link();
    this.scripts = wire.scripts();
    this.progress = wire.progress();
    this.patience = wire.patience();
    this.allowance = wire.allowance();
    this.unnamed = new Unnamed(landing, hashes, arrivals);
  }

  private long unasked = Bounds.UNASKED_BYTES;
  private int unaskedEntries = Bounds.UNASKED_ENTRIES;

  /** Files that did not come, or changed meanwhile, are simply not among the arrivals. */
  void fetch(Collection<RemoteEntry> entries) throws IOException {
    unaskedEntries += entries.size();
    unasked += entries.stream().mapToLong(RemoteEntry::size).sum();
    Map<String, RemoteEntry> asked = new HashMap<>();
    entries.forEach(e -> asked.put(e.path(), e));
    List<String> paths = entries.stream().map(RemoteEntry::path).toList();
    try (Exec exec = link.exec(scripts.of("pack"));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      Thread.ofVirtual().name("pack-err").start(() -> Link.head(exec.err()));
      Thread.ofVirtual().name("pack-names").start(() -> names(exec, paths));
      try {
        read(exec, asked, writers);
      } catch (Garbled e) {
        exec.close();
        throw e;
      } catch (Cut e) {
        // A cut has no exit status: then the machine has ended its archive too early.
        int status = exec.within(Bounds.END_TIME).exit();
        throw new Garbled(e.getMessage() + " (exit " + status + ")", e);
      } catch (IOException | RuntimeException e) {
        exec.close();
        throw e;
      }
    }
    throwFailure();
    unnamed.nameAll();
  }

  private static void names(Exec exec, List<String> paths) {
    try (OutputStream in = exec.in()) {
      Scripts.write(paths, in);
    } catch (IOException _) {
      // The reader of the archive sees the same end.
    }
  }

  private void read(Exec exec, Map<String, RemoteEntry> asked, ExecutorService writers)
      throws IOException {
    TarReader tar = new TarReader(new BufferedInputStream(exec.out(), 64 * 1024));
    for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
      TarReader.Entry entry = next.get();
      RemoteEntry wanted = asked.remove(entry.path());
      allowance.took(Allowance.BYTES_PER_FILE);
      // What was not asked for, or is no plain file, is dropped: the host is a stranger.
      if (wanted == null
          || (entry.type() != '0' && entry.type() != '\0')
          || entry.size() != wanted.size()) {
        unaskedEntries--;
        skip(tar, entry.size());
      } else if (entry.size() <= IN_MEMORY_BYTES) {
        inMemory(tar, wanted, writers);
      } else {
        straight(tar, wanted);
      }
      tar.pad(entry.size());
      patience.moved();
      throwFailure();
    }
    exec.exit();
  }

  private void skip(TarReader tar, long size) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (long left = size; left > 0; ) {
      int n = tar.read(buffer, left);
      left -= n;
      unasked -= n;
      allowance.took(n);
      checkUnasked();
    }
    checkUnasked();
  }

  private void checkUnasked() {
    if (unasked < 0 || unaskedEntries < 0) {
      throw Bounds.passed("what nobody asked the machine for");
    }
  }

  private void inMemory(TarReader tar, RemoteEntry entry, ExecutorService writers)
      throws IOException {
    byte[] content = new byte[(int) entry.size()];
    int have = 0;
    try {
      while (have < content.length) {
        int n = tar.read(content, have, content.length - have);
        have += n;
        progress.moved(0, n, entry.path());
        allowance.took(n);
      }
    } finally {
      if (have < content.length) {
        write(entry, content, have);
      }
    }
    progress.moved(1, 0, entry.path());
    hand(entry, content, writers);
  }

  /** Large ones are not gathered in memory. */
  private void straight(TarReader tar, RemoteEntry entry) throws IOException {
    Optional<Path> place = unnamed.begin(entry);
    if (place.isEmpty()) {
      skip(tar, entry.size());
      return;
    }
    MessageDigest digest = Parts.sha256();
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = unnamed.open(entry, place.get())) {
      for (long left = entry.size(); left > 0; ) {
        int n = tar.read(buffer, left);
        unnamed.write(out, buffer, n, place.get());
        digest.update(buffer, 0, n);
        left -= n;
        patience.moved();
        progress.moved(0, n, entry.path());
        allowance.took(n);
      }
    }
    progress.moved(1, 0, entry.path());
    unnamed.add(entry, place.get(), HexFormat.of().formatHex(digest.digest()));
  }

  private void hand(RemoteEntry entry, byte[] content, ExecutorService writers)
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
        write(entry, content, content.length);
      } finally {
        room.release(kib);
      }
    });
  }

  private void write(RemoteEntry entry, byte[] content, int length) {
    try {
      Optional<Path> place = unnamed.begin(entry);
      if (place.isEmpty() || (length == 0 && entry.size() > 0)) {
        return;
      }
      try (OutputStream out = unnamed.open(entry, place.get())) {
        unnamed.write(out, content, length, place.get());
      }
      if (length == entry.size()) {
        unnamed.add(entry, place.get(), HexFormat.of().formatHex(Parts.sha256().digest(content)));
        unnamed.nameKnown();
      }
    } catch (RemoteException e) {
      failure.compareAndSet(null, e);
    } catch (IOException e) {
      failure.compareAndSet(null, LocalFiles.failure("cannot write " + entry.path(), e));
    }
  }

  private void throwFailure() {
    RemoteException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
