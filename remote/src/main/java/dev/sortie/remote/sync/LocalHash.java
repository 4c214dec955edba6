package dev.sortie.remote.sync;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of local files. */
final class LocalHash {
  private LocalHash() {}

  /** In hex; empty text when the file is gone. */
  static String of(Path file) {
    MessageDigest digest = Parts.sha256();
    byte[] buffer = new byte[256 * 1024];
    try (InputStream in = LocalFiles.open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + file, e);
    }
  }

  /** Puts a stretch of the file into the digest. */
  static void update(MessageDigest digest, Path file, long from, long to) {
    byte[] buffer = new byte[256 * 1024];
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      for (long left = to - from; left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new EOFException("it became shorter");
        }
        digest.update(buffer, 0, n);
        left -= n;
      }
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + file, e);
    }
  }
}
