package dev.sortie.remote.sync;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Files that came whole and get their names once their hashes are known; until then, and when a cut
 * comes first, they lie here as unfinished ones. Thread-safe.
 */
final class Unnamed {
  private final Landing landing;
  private final RemoteHashes hashes;
  private final Arrivals arrivals;
  private final Queue<One> waiting = new ArrayDeque<>();

  Unnamed(Landing landing, RemoteHashes hashes, Arrivals arrivals) {
    this.landing = landing;
    this.hashes = hashes;
    this.arrivals = arrivals;
  }

  private record One(RemoteEntry entry, Path unfinished, String hash) {}

  /** Where to write it; empty when it is refused. */
  Optional<Path> begin(RemoteEntry entry) {
    try {
      landing.makeParents(landing.place(entry.path()));
      return Optional.of(landing.unfinished(entry.path()));
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
      return Optional.empty();
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + Names.shown(entry.path()), e);
    }
  }

  OutputStream open(RemoteEntry entry, Path unfinished) {
    try {
      return landing.begin(entry, unfinished);
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
      return OutputStream.nullOutputStream();
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + unfinished, e);
    }
  }

  void write(OutputStream out, byte[] content, int length, Path unfinished) {
    try {
      out.write(content, 0, length);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + unfinished, e);
    }
  }

  void add(RemoteEntry entry, Path unfinished, String hash) {
    if (arrivals.isSettled(entry.path())) {
      return;
    }
    synchronized (waiting) {
      waiting.add(new One(entry, unfinished, hash));
    }
  }

  /** Names those whose turn it is without waiting for a hash. */
  void nameKnown() throws IOException {
    for (Optional<One> one = next(); one.isPresent(); one = next()) {
      name(one.get());
    }
  }

  private Optional<One> next() {
    synchronized (waiting) {
      One first = waiting.peek();
      return first != null && hashes.knows(first.entry().path())
          ? Optional.ofNullable(waiting.poll())
          : Optional.empty();
    }
  }

  /** Waits for the hashes. What is wrong is thrown away and has not arrived. */
  void nameAll() throws IOException {
    for (One one = waiting.poll(); one != null; one = waiting.poll()) {
      name(one);
    }
  }

  private void name(One one) throws IOException {
    RemoteEntry entry = one.entry();
    boolean right = hashes.get(entry.path()).filter(one.hash()::equals).isPresent();
    try {
      if (right) {
        long mtimeNanos = landing.rename(entry, one.unfinished(), landing.place(entry.path()));
        arrivals.add(entry, mtimeNanos, one.hash());
      } else {
        Files.deleteIfExists(one.unfinished());
      }
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + Names.shown(entry.path()), e);
    }
  }
}
