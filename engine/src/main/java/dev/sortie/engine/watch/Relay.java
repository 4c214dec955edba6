package dev.sortie.engine.watch;

import dev.sortie.core.remote.SyncProgress;
import java.time.Duration;

/** Passes the progress of a sync on to whoever watches. */
public record Relay(Watcher watcher, Watcher.Way way) implements SyncProgress {
  @Override
  public void comparing(int files) {
    watcher.comparing(way, files);
  }

  @Override
  public void moving(int files, int ofFiles, long bytes, long ofBytes, String path) {
    watcher.moving(way, files, ofFiles, bytes, ofBytes, path);
  }

  @Override
  public void lost(Duration ago, String why) {
    watcher.connectionLost(ago, why);
  }
}
