package dev.sortie.remote.sync;

import dev.sortie.core.remote.SyncProgress;

/** Passes progress on a few times a second, not a hundred thousand times. For one thread. */
final class Steady {
  private static final long PAUSE_NANOS = 150_000_000;

  private final SyncProgress progress;
  private int ofFiles;
  private long ofBytes;
  private int files;
  private long bytes;
  private long saidAtNanos = System.nanoTime() - PAUSE_NANOS;

  Steady(SyncProgress progress) {
    this.progress = progress;
  }

  void comparing(int looked) {
    progress.comparing(looked);
  }

  void expect(int moreFiles, long moreBytes) {
    ofFiles = files + moreFiles;
    ofBytes = bytes + moreBytes;
  }

  void moved(int moreFiles, long moreBytes, String path) {
    files += moreFiles;
    bytes += moreBytes;
    long now = System.nanoTime();
    if (now - saidAtNanos >= PAUSE_NANOS || files == ofFiles) {
      saidAtNanos = now;
      progress.moving(
          files, Math.max(files, ofFiles), bytes, Math.max(bytes, ofBytes), Names.shown(path));
    }
  }
}
