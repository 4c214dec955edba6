package dev.sortie.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prints what one task writes, line by line. The bytes come from a stranger's machine, so control
 * characters never reach the terminal. Thread-safe.
 */
public final class TaskPane implements AutoCloseable {
  private final LiveView view;
  private final String prefix;
  private final Sanitizer sanitizer = new Sanitizer();
  private final LineBuffer buffer = new LineBuffer();
  private Instant lastWrite;

  TaskPane(LiveView view, String prefix) {
    this.view = view;
    this.prefix = prefix;
    this.lastWrite = view.now();
  }

  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  public void write(byte[] bytes, int offset, int length) {
    synchronized (view) {
      List<String> lines = new ArrayList<>();
      buffer.add(sanitizer.clean(bytes, offset, length), line -> lines.add(prefix + line));
      lastWrite = view.now();
      if (lines.isEmpty()) {
        view.tick();
      } else {
        view.print(lines);
      }
    }
  }

  /** Prints what is left of an unfinished line, because nothing more of it will come. */
  public void flush() {
    synchronized (view) {
      finish();
    }
  }

  /** Prints what is left of an unfinished line and ends. */
  @Override
  public void close() {
    synchronized (view) {
      finish();
      view.remove(this);
    }
  }

  void finish() {
    if (!buffer.partial().isEmpty()) {
      buffer.flush(line -> view.print(List.of(prefix + line)));
    }
  }

  /** The line being written, for the moving part of the screen. */
  Optional<String> unfinished() {
    return buffer.partial().isEmpty()
        ? Optional.empty()
        : Optional.of(prefix + buffer.partial().replace("\t", "    "));
  }

  void tick(Instant now) {
    boolean held = Duration.between(lastWrite, now).compareTo(LiveView.HOLD) >= 0;
    // On a terminal the unfinished line is seen anyway; a progress bar is not worth a line.
    if (held && !view.animates() && !buffer.isRedrawn()) {
      finish();
    }
  }
}
