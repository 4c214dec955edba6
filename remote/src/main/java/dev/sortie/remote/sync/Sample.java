package dev.sortie.remote.sync;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells by its head and its last megabytes whether the beginning of a file is the one here. Of a
 * beginning of up to 4 MiB that is all of it; the rest of longer ones is proved by the hash of the
 * whole file, before that gets its name.
 *
 * @param hash of the bytes up to {@code headBytes} and those from {@code tailFrom} to the end
 */
record Sample(long headBytes, long tailFrom, String hash) {
  private static final int HEAD_BYTES = 64 * 1024;
  private static final int TAIL_BYTES = 4 << 20;

  static Sample of(Path file, long have) {
    long headBytes = Math.min(have, HEAD_BYTES);
    long tailFrom = Math.max(headBytes, have - TAIL_BYTES);
    if (have == 0) {
      return new Sample(0, 0, "");
    }
    MessageDigest digest = Parts.sha256();
    LocalHash.update(digest, file, 0, headBytes);
    LocalHash.update(digest, file, tailFrom, have);
    return new Sample(headBytes, tailFrom, HexFormat.of().formatHex(digest.digest()));
  }
}
