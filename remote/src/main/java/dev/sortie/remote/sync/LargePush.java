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

/** Sends one large file into a part file and goes on after a cut where that ends. */
final class LargePush {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int HASH_WRONG = 3;

  private final Link link;
  private final Scripts scripts;
  private final Steady progress;
  private final Patience patience;

  LargePush(Link link, Scripts scripts, Steady progress, Patience patience) {
    this.link = link;
    this.scripts = scripts;
    this.progress = progress;
    this.patience = patience;
  }

  Sent send(LocalEntry entry) throws IOException {
    String part = "./" + Parts.partOf(entry.path(), entry.size(), entry.mtimeNanos());
    long skip = there(part) / BLOCK_BYTES;
    MessageDigest digest = Parts.sha256();
    long[] read = new long[1];
    Reply reply =
        link.ask(
            scripts.of("receive", "PART", part, "SKIP", Long.toString(skip)),
            in -> read[0] = stream(entry, skip * BLOCK_BYTES, digest, in));
    scripts.check(link, reply, "cannot write to");
    String hash = HexFormat.of().formatHex(digest.digest());
    place(entry, part, hash);
    boolean settled = read[0] == entry.size() && settled(entry);
    return new Sent(entry, hash, settled);
  }

  private long there(String part) throws IOException {
    Reply reply = link.ask(scripts.of("size", "PART", part), Link.Input.NONE);
    try {
      return Long.parseLong(reply.text().strip());
    } catch (NumberFormatException e) {
      throw new Cut("the machine does not tell how much it has", e);
    }
  }

  private long stream(LocalEntry entry, long skip, MessageDigest digest, OutputStream in)
      throws IOException {
    byte[] buffer = new byte[BLOCK_BYTES];
    long done = 0;
    try (InputStream file = open(entry)) {
      while (done < entry.size()) {
        int n = read(entry, file, buffer, entry.size() - done);
        if (n == 0) {
          break;
        }
        digest.update(buffer, 0, n);
        if (done + n > skip) {
          in.write(buffer, 0, n);
          in.flush();
          patience.moved();
        }
        done += n;
        progress.moved(done == entry.size() ? 1 : 0, n, entry.path());
      }
    }
    return done;
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

  private static InputStream open(LocalEntry entry) {
    try {
      return Files.newInputStream(entry.file());
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + entry.file(), e);
    }
  }

  private static int read(LocalEntry entry, InputStream file, byte[] buffer, long atMost) {
    try {
      return file.readNBytes(buffer, 0, (int) Math.min(buffer.length, atMost));
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + entry.file(), e);
    }
  }
}
