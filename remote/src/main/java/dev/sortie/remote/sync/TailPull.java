package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Fetches one file, going on where its beginning that lies here ends, after samples of that were
 * compared. For one thread.
 */
final class TailPull {
  private static final int BLOCK_BYTES = 256 * 1024;
  private static final int EARLY_HASH_BYTES = 4 << 20;

  private final Link link;
  private final Scripts scripts;
  private final Landing landing;
  private final Pulled pulled;
  private final Steady progress;
  private final Patience patience;
  private final Allowance allowance;
  private Optional<Begun> begun = Optional.empty();

  TailPull(Wire wire, Landing landing, Pulled pulled) {
    this.link = wire.link();
    this.scripts = wire.scripts();
    this.landing = landing;
    this.pulled = pulled;
    this.progress = wire.progress();
    this.patience = wire.patience();
    this.allowance = wire.allowance();
  }

  /** A file in the middle of a cut, so that its beginning need not be read again to be hashed. */
  private record Begun(Path unfinished, MessageDigest digest, long have) {}

  /** What lies in the unfinished file now; -1 when the machine does not hold the file any more. */
  private record Tail(long have, MessageDigest digest) {
    String hash() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /** Brings it whole, verified and named. When it changed meanwhile it has not arrived. */
  void fetch(RemoteEntry entry, Arrivals arrivals) throws IOException {
    // Hashed there while it is on its way, but not anew after each cut.
    boolean early = entry.size() >= EARLY_HASH_BYTES && begun.isEmpty();
    Exec hashing = early ? hash(entry) : null;
    try {
      Path unfinished = prepare(entry);
      Tail tail = append(entry, unfinished);
      There there = read(hashing == null ? hash(entry) : hashing);
      String here = tail.hash();
      boolean right = tail.have() == entry.size() && here.equals(there.hash());
      if (right && there.size() == entry.size()) {
        local(
            unfinished,
            () ->
                arrivals.add(
                    entry, landing.rename(entry, unfinished, landing.place(entry.path())), here));
      } else if (!right || there.size() < entry.size()) {
        // Else it has grown: what is here is its beginning.
        local(unfinished, () -> Files.deleteIfExists(unfinished));
      }
      if (there.size() < 0) {
        arrivals.absent();
      }
      begun = Optional.empty();
      progress.moved(1, 0, entry.path());
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
    } finally {
      if (hashing != null) {
        hashing.close();
      }
    }
  }

  /**
   * Takes a file that goes on being written to as it is at one moment: what it held when it was
   * listed, proven by hash, or, where that is written over, what one reading finds.
   *
   * @return how many bytes have its name here now; empty when the machine does not hold it any more
   */
  Optional<Long> take(RemoteEntry entry, Arrivals arrivals) throws IOException {
    try {
      Path unfinished = prepare(entry);
      Tail tail = append(entry, unfinished);
      if (tail.have() != entry.size() || !tail.hash().equals(read(hash(entry)).hash())) {
        tail = readOnce(entry, unfinished);
      }
      begun = Optional.empty();
      if (tail.have() < 0) {
        return Optional.empty();
      }
      Tail taken = tail;
      local(
          unfinished,
          () ->
              arrivals.took(
                  entry,
                  landing.rename(entry, unfinished, landing.place(entry.path())),
                  taken.have(),
                  taken.hash()));
      progress.moved(1, 0, entry.path());
      return Optional.of(taken.have());
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
      return Optional.empty();
    }
  }

  private Tail readOnce(RemoteEntry entry, Path unfinished) throws IOException {
    local(unfinished, () -> landing.begin(entry, unfinished).close());
    String size = Long.toString(entry.size());
    try (Exec exec = link.exec(scripts.of("take", "NAME", "./" + entry.path(), "SIZE", size))) {
      exec.in().close();
      Thread.ofVirtual().start(() -> Link.head(exec.err()));
      Tail tail = copy(exec, entry, unfinished, 0, Parts.sha256());
      return exec.exit() == 0 ? tail : new Tail(-1, Parts.sha256());
    }
  }

  /** Brings what was added to a file that is still being written; it keeps its other name. */
  void follow(RemoteEntry entry, Arrivals arrivals) throws IOException {
    try {
      append(entry, prepare(entry));
      begun = Optional.empty();
      progress.moved(1, 0, entry.path());
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
    }
  }

  private Path prepare(RemoteEntry entry) throws IOException {
    Path unfinished = landing.unfinished(entry.path());
    local(
        unfinished,
        () -> {
          landing.prepare(entry.path());
          landing.makeParents(unfinished);
        });
    return unfinished;
  }

  private Tail append(RemoteEntry entry, Path unfinished) throws IOException {
    Path from = unfinished;
    long have = LocalFiles.sizeOf(unfinished);
    if (have == 0) {
      Path place = landing.place(entry.path());
      Optional<Pulled.Version> version = pulled.untouched(entry.path(), place);
      if (version.isPresent()) {
        from = place;
        have = version.get().size();
      }
    }
    if (have == entry.size() && from.equals(unfinished) && have > 0) {
      progress.moved(0, have, entry.path());
      return new Tail(have, digest(unfinished, have));
    }
    boolean isBeginning = have > 0 && have < entry.size();
    return append(entry, isBeginning ? from : unfinished, unfinished, isBeginning ? have : 0);
  }

  private Tail append(RemoteEntry entry, Path from, Path unfinished, long have) throws IOException {
    Sample sample = Sample.of(from, have);
    String script =
        scripts.of(
            "hashone tail",
            "NAME",
            "./" + entry.path(),
            "HAVE",
            Long.toString(have),
            "HEAD",
            Long.toString(sample.headBytes()),
            "FROM",
            Long.toString(sample.tailFrom()),
            "SAMPLE",
            sample.hash(),
            "SIZE",
            Long.toString(entry.size()));
    try (Exec exec = link.exec(script)) {
      exec.in().close();
      Thread.ofVirtual().start(() -> Link.head(exec.err()));
      String said = line(exec);
      patience.moved();
      if (said.equals("same")) {
        take(entry, from, unfinished, have);
        progress.moved(0, have, entry.path());
        return copy(exec, entry, unfinished, have, digest(unfinished, have));
      }
    }
    return have == 0 ? new Tail(-1, Parts.sha256()) : append(entry, unfinished, unfinished, 0);
  }

  /** Makes the beginning that was found right the one to go on with. */
  private void take(RemoteEntry entry, Path from, Path unfinished, long have) throws IOException {
    local(
        unfinished,
        () -> {
          if (have == 0) {
            landing.begin(entry, unfinished).close();
          } else if (!from.equals(unfinished)) {
            // It has grown since: what lies here is not the whole any more.
            Files.move(from, unfinished, StandardCopyOption.ATOMIC_MOVE);
            pulled.remove(entry.path());
          }
        });
  }

  private Tail copy(Exec exec, RemoteEntry entry, Path unfinished, long from, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[BLOCK_BYTES];
    long have = from;
    try (OutputStream out = open(unfinished)) {
      InputStream in = exec.out();
      while (have < entry.size()) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, entry.size() - have));
        if (n < 0) {
          break;
        }
        landing.write(out, buffer, n, unfinished);
        digest.update(buffer, 0, n);
        have += n;
        patience.moved();
        progress.moved(0, n, entry.path());
        allowance.took(n);
      }
      if (have < entry.size()) {
        // Throws when it was a cut; else the file became shorter.
        exec.exit();
      }
    } catch (IOException e) {
      begun = Optional.of(new Begun(unfinished, digest, have));
      throw e;
    }
    return new Tail(have, digest);
  }

  private static String line(Exec exec) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = exec.out().read(); b != '\n'; b = exec.out().read()) {
      if (b < 0) {
        exec.exit();
        return line.toString();
      }
      line.append((char) b);
      if (line.length() > Bounds.WORD_BYTES) {
        exec.abort();
        throw Bounds.passed("what the machine says of a file");
      }
    }
    return line.toString();
  }

  private Exec hash(RemoteEntry entry) throws IOException {
    String size = Long.toString(entry.size());
    Exec exec =
        link.exec(scripts.of("hashone hash-named", "NAME", "./" + entry.path(), "SIZE", size));
    exec.in().close();
    Thread.ofVirtual().start(() -> Link.head(exec.err()));
    return exec;
  }

  /** The hash of as much of a file as was asked for, and its size after that. */
  private record There(String hash, long size) {}

  private static There read(Exec hashing) throws IOException {
    try (hashing) {
      byte[] bytes = hashing.out().readNBytes(Bounds.HASH_BYTES);
      if (bytes.length == Bounds.HASH_BYTES) {
        hashing.abort();
      }
      String said = new String(bytes, StandardCharsets.US_ASCII);
      hashing.exit();
      String[] parts = said.strip().split("\\s+");
      return parts.length == 2 && parts[1].matches("[0-9]{1,18}")
          ? new There(parts[0], Long.parseLong(parts[1]))
          : new There("", -1);
    }
  }

  private MessageDigest digest(Path unfinished, long have) {
    Optional<Begun> known =
        begun.filter(one -> one.unfinished.equals(unfinished) && one.have == have);
    if (known.isPresent()) {
      return known.get().digest();
    }
    MessageDigest digest = Parts.sha256();
    LocalHash.update(digest, unfinished, 0, have);
    return digest;
  }

  private static OutputStream open(Path part) {
    try {
      return Files.newOutputStream(
          part, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + part, e);
    }
  }

  private interface LocalStep {
    void run() throws IOException;
  }

  private static void local(Path file, LocalStep step) throws Landing.RefusedException {
    try {
      step.run();
    } catch (Landing.RefusedException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + file, e);
    }
  }
}
