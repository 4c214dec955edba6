package dev.sortie.cli.terminal;

import java.util.List;
import java.util.Locale;

/** The lines at the bottom of a terminal that are drawn again and again. Not thread-safe. */
final class StatusBlock {
  private static final String UP = "\u001b[%dA";
  private static final String ERASE_BELOW = "\r\u001b[J";

  private List<String> shown = List.of();

  /** The characters that take the block off the screen and leave the cursor where it began. */
  String erase(int width) {
    if (shown.isEmpty()) {
      return "";
    }
    // After the window has become narrower, a line takes more rows than it was drawn on.
    int rows = 0;
    for (String line : shown) {
      rows += Math.max(1, Math.ceilDiv(Columns.width(line), Math.max(1, width)));
    }
    shown = List.of();
    return (rows > 1 ? String.format(Locale.ROOT, UP, rows - 1) : "") + ERASE_BELOW;
  }

  /** The characters that draw the block; the cursor stays at its end. */
  String draw(List<String> lines, int width) {
    // One column is left free: a line that fills its row would wrap on some terminals.
    shown = lines.stream().map(line -> Columns.fit(line, width - 1)).toList();
    return String.join("\n", shown);
  }

  boolean isShowing(List<String> lines, int width) {
    return shown.equals(lines.stream().map(line -> Columns.fit(line, width - 1)).toList());
  }
}
