package dev.sortie.remote.sync;

import java.nio.file.Path;

/**
 * Something in the local folder, as it was when looked at.
 *
 * @param path raw name relative to the folder
 * @param mode permission bits
 * @param target raw target of a link, else empty
 */
record LocalEntry(
    String path, Path file, Kind kind, long size, long mtimeNanos, int mode, String target) {
  /** Whole seconds, rounded down: what a tar header holds. */
  long mtimeSeconds() {
    return Math.floorDiv(mtimeNanos, 1_000_000_000L);
  }
}
