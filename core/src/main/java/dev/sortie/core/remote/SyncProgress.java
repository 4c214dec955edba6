package dev.sortie.core.remote;

import java.time.Duration;

/** Hears how far a sync is. Called from the syncing thread, some times a second. */
public interface SyncProgress {
  SyncProgress NONE = new SyncProgress() {};

  /** Both sides are compared; {@code files} were looked at so far. */
  default void comparing(int files) {}

  /** Bytes are on their way: done so far, of how many, which file is the latest. */
  default void moving(int files, int ofFiles, long bytes, long ofBytes, String path) {}

  /** The connection dropped {@code ago}; connecting again. */
  default void lost(Duration ago, String why) {}
}
