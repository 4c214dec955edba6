package dev.sortie.remote.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of files that a sync makes for itself, on both sides; never synced. */
final class Parts {
  /** A file on its way. */
  static final String PART = ".sortie-part-";

  /** Beside the pulled files: what was brought home already. */
  static final String PULLED = ".sortie-pull";

  /** Beside the pulled files while a process brings some. */
  static final String LOCK = ".sortie-lock";

  /** Ends the local name of a file of which only the beginning is here. */
  static final String UNFINISHED = ".sortie-unfinished";

  private static final int LONGEST_NAME_BYTES = 255;

  private Parts() {}

  static boolean isOurs(String name) {
    return name.startsWith(PART)
        || name.equals(PULLED)
        || name.equals(LOCK)
        || name.endsWith(UNFINISHED);
  }

  /** Where the beginning of a pulled file is kept: beside it, for a person to find. */
  static String unfinished(String path) {
    int slash = path.lastIndexOf('/') + 1;
    return path.length() - slash + UNFINISHED.length() <= LONGEST_NAME_BYTES
        ? path + UNFINISHED
        : path.substring(0, slash) + PART + shortHash(path);
  }

  /** Where it is kept by a process that may not be the only one. */
  static String unfinishedBy(String process, String path) {
    int slash = path.lastIndexOf('/') + 1;
    return path.substring(0, slash) + PART + shortHash(process + "\0" + path);
  }

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
