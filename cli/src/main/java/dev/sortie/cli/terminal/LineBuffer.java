package dev.sortie.cli.terminal;

import java.util.function.Consumer;

/**
 * Puts clean text together to lines. A carriage return begins the line again, as progress bars
 * want; what it overwrites is never shown as a line. Not thread-safe.
 */
final class LineBuffer {
  /** A stranger may send a line without end. */
  private static final int LONGEST = 16_384;

  private final StringBuilder line = new StringBuilder();
  private boolean returned;

  void add(String text, Consumer<String> completed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        flush(completed);
      } else if (c == '\r') {
        returned = true;
      } else {
        if (returned) {
          line.setLength(0);
          returned = false;
        }
        line.append(c);
        if (line.length() >= LONGEST && !Character.isHighSurrogate(c)) {
          flush(completed);
        }
      }
    }
  }

  /** What stands there without a line feed yet. */
  String partial() {
    return line.toString();
  }

  /** Whether the unfinished line is a progress bar that is about to be drawn again. */
  boolean isRedrawn() {
    return returned;
  }

  void flush(Consumer<String> completed) {
    String whole = line.toString();
    line.setLength(0);
    returned = false;
    completed.accept(whole);
  }
}
