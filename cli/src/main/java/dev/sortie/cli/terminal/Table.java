package dev.sortie.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, aligned. Too wide for the terminal, its widest flexible column gives way;
 * piped, nothing is cut.
 */
public final class Table {
  private static final int GAP = 2;
  private static final int NARROWEST = 6;

  private enum Align {
    LEFT,
    RIGHT,
    FLEXIBLE
  }

  private record Column(String heading, Align align) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  public Table text(String heading) {
    columns.add(new Column(heading, Align.LEFT));
    return this;
  }

  /** A column of figures, aligned at the right. */
  public Table number(String heading) {
    columns.add(new Column(heading, Align.RIGHT));
    return this;
  }

  /** A column of text that may be cut when the terminal is too narrow. */
  public Table flexible(String heading) {
    columns.add(new Column(heading, Align.FLEXIBLE));
    return this;
  }

  /**
   * @throws IllegalArgumentException when there are not as many cells as columns
   */
  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns.size());
    }
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table as lines; the heading is left out when every heading is empty. */
  public List<String> lines(Terminal terminal) {
    int[] widths = widths();
    if (terminal.outIsTty()) {
      squeeze(widths, terminal.width());
    }
    List<String> lines = new ArrayList<>();
    if (columns.stream().anyMatch(column -> !column.heading.isEmpty())) {
      String heading = line(columns.stream().map(Column::heading).toList(), widths);
      lines.add(terminal.out().paint(Style.MUTED, heading));
    }
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Columns.width(columns.get(i).heading);
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
      }
    }
    return widths;
  }

  private void squeeze(int[] widths, int available) {
    int excess = GAP * (widths.length - 1) - available;
    for (int width : widths) {
      excess += width;
    }
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (columns.get(i).align == Align.FLEXIBLE
            && widths[i] > NARROWEST
            && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Columns.fit(cells.get(i), widths[i]);
      boolean right = columns.get(i).align == Align.RIGHT;
      line.append(right ? Columns.padLeft(cell, widths[i]) : Columns.padRight(cell, widths[i]));
      line.append(" ".repeat(GAP));
    }
    return line.toString().stripTrailing();
  }
}
