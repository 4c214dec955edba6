package dev.sortie.cli.env;

import dev.sortie.cli.terminal.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import sun.misc.Signal;

/** The width of the terminal: known at the start, asked again after each change of the window. */
final class TerminalWidth implements IntSupplier {
  private static final long PATIENCE_MILLIS = 500;

  private final AtomicBoolean watching = new AtomicBoolean();
  private final AtomicBoolean changed = new AtomicBoolean();
  private volatile int width;

  TerminalWidth(Optional<Integer> width) {
    this.width = width.orElse(Terminal.USUAL_WIDTH);
  }

  static Optional<Integer> parse(String columns) {
    try {
      return Optional.of(Integer.parseInt(columns.strip())).filter(value -> value > 0);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  @Override
  public int getAsInt() {
    if (watching.compareAndSet(false, true)) {
      watch();
    }
    if (changed.getAndSet(false)) {
      ask().ifPresent(answer -> width = answer);
    }
    return width;
  }

  private void watch() {
    try {
      Signal.handle(new Signal("WINCH"), _ -> changed.set(true));
    } catch (IllegalArgumentException _) {
      // No such signal on this system: the width of the start stays.
      changed.set(false);
    }
  }

  private static Optional<Integer> ask() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return parse(answer.substring(answer.indexOf(' ') + 1));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
