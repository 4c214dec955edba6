package dev.sortie.engine.run;

import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.TaskOutput;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Passes a task's output on to its log and to whoever watches. A log that cannot be written any
 * more is given up with a word: the task is worth more than its log, and the machine keeps its own.
 */
final class Tee implements TaskOutput, AutoCloseable {
  private final Optional<TaskLog> log;
  private final Fenced watcher;
  private boolean logging;
  private boolean saidFull;

  private Tee(Optional<TaskLog> log, Fenced watcher) {
    this.log = log;
    this.watcher = watcher;
    this.logging = log.isPresent();
  }

  Tee(TaskLog log, Fenced watcher) {
    this(Optional.of(log), watcher);
  }

  /** Where no log can be opened the task is followed all the same, from its beginning. */
  static Tee open(Supplier<TaskLog> opening, Fenced watcher) {
    try {
      return new Tee(opening.get(), watcher);
    } catch (UncheckedIOException e) {
      watcher.remark("the log of this task is not written here: " + e.getCause());
      return new Tee(Optional.empty(), watcher);
    }
  }

  /** How much has been read before. */
  LogPosition read() {
    return log.map(TaskLog::read).orElse(LogPosition.START);
  }

  @Override
  public void close() {
    log.ifPresent(TaskLog::close);
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
      log.orElseThrow().append(error, chunk);
      if (!saidFull && log.orElseThrow().isFull()) {
        saidFull = true;
        watcher.remark(
            "the log of this task here is as long as it may be (SORTIE_TASK_LOG_MB): what it prints"
                + " from here on is not kept; the task goes on");
      }
    } catch (UncheckedIOException e) {
      logging = false;
      watcher.remark("the log of this task is no longer written here: " + e.getCause());
    }
  }
}
