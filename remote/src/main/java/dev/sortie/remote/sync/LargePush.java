package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Sends one file into a part file and goes on after a cut with the byte where that ends. For one
 * thread.
 */
final class LargePush {
  private static final int BLOCK_BYTES = 256 * 1024;
  private static final int HASH_WRONG = 3;

  private final Link link;
  private final Scripts scripts;
  private final Steady progress;
  private final Patience patience;
  private final Upload upload;
  private Optional<Read> read = Optional.empty();

  LargePush(Link link, Scripts scripts, Steady progress, Patience patience) {
    this.link = link;
    this.scripts = scripts;
    this.progress = progress;
    this.patience = patience;
    this.upload = new Upload(link, scripts, "", true);
  }

  /** How far a file was read, so that a cut costs no second reading from its beginning. */
  private static final class Read {
    final LocalEntry entry;
    final MessageDigest digest = Parts.sha256();
    long bytes;

    Read(LocalEntry entry) {
      this.entry = entry;
    }
  }

  /**
   * @param begun whether a cut archive left the beginning there
   */
  Sent send(LocalEntry entry, boolean begun) throws IOException {
    String part = "./" + Parts.partOf(entry.path(), entry.size(), entry.mtimeNanos());
    Read now = read.filter(one -> one.entry.equals(entry)).orElseGet(() -> new Read(entry));
    read = Optional.of(now);
    upload.send(part, begun ? "./" + entry.path() : "", (in, skip) -> stream(now, skip, in));
    read = Optional.empty();
    String hash = HexFormat.of().formatHex(now.digest.digest());
    place(entry, part, hash);
    progress.moved(1, 0, entry.path());
    return new Sent(entry, hash, now.bytes == entry.size() && settled(entry), true);
  }

  private void stream(Read now, long skip, OutputStream in) throws IOException {
    LocalEntry entry = now.entry;
    byte[] buffer = new byte[BLOCK_BYTES];
    long at = Math.min(skip, now.bytes);
    progress.moved(0, at, entry.path());
    try (InputStream file = open(entry, at)) {
      while (at < entry.size()) {
        int n = read(entry, file, buffer, entry.size() - at);
        if (n == 0) {
          break;
        }
        int known = Math.clamp(now.bytes - at, 0, n);
        now.digest.update(buffer, known, n - known);
        now.bytes += n - known;
        int there = Math.clamp(skip - at, 0, n);
        if (there < n) {
          in.write(buffer, there, n - there);
          in.flush();
        }
        patience.moved();
        at += n;
        progress.moved(0, n, entry.path());
      }
    }
  }

  private void place(LocalEntry entry, String part, String hash) throws IOException {
    Reply reply =
        link.ask(
            scripts.of(
                "hashone place",
                "PART",
                part,
                "NAME",
                "./" + entry.path(),
                "HASH",
                hash,
                "MODE",
                Integer.toOctalString(entry.mode()),
                "MTIME",
                Long.toString(entry.mtimeSeconds())),
            Link.Input.NONE);
    if (reply.status() == HASH_WRONG) {
      throw new Cut("the machine holds other bytes of " + Names.shown(entry.path()));
    }
    scripts.check(link, reply, "cannot write to");
  }

  private static boolean settled(LocalEntry entry) {
    try {
      return LocalFiles.look(entry.path(), entry.file()).equals(entry);
    } catch (IOException e) {
      return false;
    }
  }

  private static InputStream open(LocalEntry entry, long from) {
    try {
      InputStream in = LocalFiles.open(entry.file());
      in.skipNBytes(Math.min(from, Files.size(entry.file())));
      return in;
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + Names.shown(entry.path()), e);
    }
  }

  private static int read(LocalEntry entry, InputStream file, byte[] buffer, long atMost) {
    try {
      return file.readNBytes(buffer, 0, (int) Math.min(buffer.length, atMost));
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + Names.shown(entry.path()), e);
    }
  }
}
