package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Fetches one file into a part file and goes on after a cut where that ends. */
final class LargePull {
  private static final int BLOCK_BYTES = 256 * 1024;

  private final Link link;
  private final Scripts scripts;
  private final Landing landing;
  private final Steady progress;
  private final Patience patience;

  LargePull(Link link, Scripts scripts, Landing landing, Steady progress, Patience patience) {
    this.link = link;
    this.scripts = scripts;
    this.landing = landing;
    this.progress = progress;
    this.patience = patience;
  }

  /** When it changed meanwhile it is simply not among the arrivals. */
  void fetch(RemoteEntry entry, Arrivals arrivals) throws IOException {
    Path place;
    Path part;
    try {
      place = landing.place(entry.path());
      part = landing.place(Parts.partOf(entry.path(), entry.size(), entry.mtimeNanos()));
      landing.makeParents(place);
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
      return;
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + Names.shown(entry.path()), e);
    }
    MessageDigest digest = Parts.sha256();
    long have = begin(part, entry, digest);
    String there;
    // Hashed there while it is on its way.
    try (Exec hashing = link.exec(scripts.of("hashone hash-named", "NAME", "./" + entry.path()))) {
      hashing.in().close();
      if (have < entry.size()) {
        have = append(part, entry, have, digest);
      }
      Thread.ofVirtual().start(() -> Link.head(hashing.err()));
      there = new String(hashing.out().readAllBytes(), StandardCharsets.US_ASCII).strip();
      hashing.exit();
    }
    progress.moved(1, 0, entry.path());
    String here = HexFormat.of().formatHex(digest.digest());
    finish(entry, part, place, have == entry.size() && here.equals(there), arrivals);
  }

  private void finish(RemoteEntry entry, Path part, Path place, boolean right, Arrivals arrivals) {
    try {
      if (right) {
        arrivals.add(entry, landing.rename(entry, part, place));
      } else {
        Files.deleteIfExists(part);
      }
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + place, e);
    }
  }

  /** What an earlier try left; it goes into the digest. */
  private long begin(Path part, RemoteEntry entry, MessageDigest digest) {
    byte[] buffer = new byte[BLOCK_BYTES];
    long have = 0;
    try {
      if (!Files.isRegularFile(part, java.nio.file.LinkOption.NOFOLLOW_LINKS)
          || Files.size(part) > entry.size()) {
        Files.deleteIfExists(part);
        Files.createFile(part);
        return 0;
      }
      try (InputStream in = Files.newInputStream(part)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
          have += n;
        }
      }
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + part, e);
    }
    progress.moved(0, have, entry.path());
    return have;
  }

  private long append(Path part, RemoteEntry entry, long from, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[BLOCK_BYTES];
    long have = from;
    String script = scripts.of("fetch", "NAME", "./" + entry.path(), "SKIP", Long.toString(from));
    try (Exec exec = link.exec(script);
        OutputStream out = open(part)) {
      exec.in().close();
      Thread.ofVirtual().start(() -> Link.head(exec.err()));
      InputStream in = exec.out();
      while (have < entry.size()) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, entry.size() - have));
        if (n < 0) {
          break;
        }
        write(out, buffer, n, part);
        digest.update(buffer, 0, n);
        have += n;
        patience.moved();
        progress.moved(0, n, entry.path());
      }
      if (have < entry.size()) {
        // Throws when it was a cut; else the file became shorter.
        exec.exit();
      }
    }
    return have;
  }

  private static OutputStream open(Path part) {
    try {
      return Files.newOutputStream(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + part, e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int n, Path part) {
    try {
      out.write(buffer, 0, n);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + part, e);
    }
  }
}
