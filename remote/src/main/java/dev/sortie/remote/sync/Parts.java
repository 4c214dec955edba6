package dev.sortie.remote.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that are made of a hash. */
final class Parts {
  /** A pushed file on its way, there. */
  static final String PART = ".sortie-part-";

  private Parts() {}

  /** Where the beginning of exactly this version of a pushed file is kept. */
  static String partOf(String path, long size, long mtimeNanos) {
    int slash = path.lastIndexOf('/') + 1;
    return path.substring(0, slash) + PART + shortHash(path + "\0" + size + "\0" + mtimeNanos);
  }

  static String shortHash(String text) {
    byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 12);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
