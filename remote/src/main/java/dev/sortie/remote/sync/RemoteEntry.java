package dev.sortie.remote.sync;

/** Something in the remote folder, as the machine tells it; paths are raw and not yet trusted. */
record RemoteEntry(String path, Kind kind, long size, long mtimeNanos, int mode, String target) {
  long mtimeSeconds() {
    return Math.floorDiv(mtimeNanos, 1_000_000_000L);
  }
}
