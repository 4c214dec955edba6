package dev.sortie.engine.run;

import dev.sortie.core.remote.TaskOutput;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Passes a task's output on to its log and to whoever watches. A log that cannot be written any
 * more is given up with a word: the task is worth more than its log, and the machine keeps its own.
 */
final class Tee implements TaskOutput {
  private final TaskLog log;
  private final Fenced watcher;
  private boolean logging = true;

  Tee(TaskLog log, Fenced watcher) {
    this.log = log;
    this.watcher = watcher;
  }

  @Override
  public void standardOut(byte[] chunk) {
    append(false, chunk);
    watcher.output(false, chunk);
  }

  @Override
  public void standardError(byte[] chunk) {
    append(true, chunk);
    watcher.output(true, chunk);
  }

  @Override
  public void lost(Duration ago, String why) {
    watcher.connectionLost(ago, why);
  }

  @Override
  public void backAgain() {
    watcher.connectionBack();
  }

  private synchronized void append(boolean error, byte[] chunk) {
    watcher.check();
    if (!logging) {
      return;
    }
    try {
      log.append(error, chunk);
    } catch (UncheckedIOException e) {
      logging = false;
      watcher.remark("the log of this task is no longer written here: " + e.getCause());
    }
  }
}
