package dev.sortie.cli.terminal;

/** How many columns of a terminal a text takes; knows of wide characters and of SGR sequences. */
public final class Columns {
  private static final String ELLIPSIS = "…";
  private static final char ESCAPE = '\u001b';

  private Columns() {}

  public static int width(String text) {
    int width = 0;
    int i = 0;
    while (i < text.length()) {
      int end = sequenceEnd(text, i);
      if (end > i) {
        i = end;
        continue;
      }
      int point = text.codePointAt(i);
      width += width(point);
      i += Character.charCount(point);
    }
    return width;
  }

  /** The text itself when it fits, else its beginning with an ellipsis; styles are closed. */
  public static String fit(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder fitted = new StringBuilder();
    boolean styled = false;
    int left = Math.max(columns - 1, 0);
    int i = 0;
    while (i < text.length()) {
      int end = sequenceEnd(text, i);
      if (end > i) {
        fitted.append(text, i, end);
        styled = true;
        i = end;
        continue;
      }
      int point = text.codePointAt(i);
      left -= width(point);
      if (left < 0) {
        break;
      }
      fitted.appendCodePoint(point);
      i += Character.charCount(point);
    }
    if (columns > 0) {
      fitted.append(ELLIPSIS);
    }
    return styled ? fitted.append("\u001b[0m").toString() : fitted.toString();
  }

  public static String padRight(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }

  /** Where the SGR sequence that begins at {@code from} ends; {@code from} when there is none. */
  private static int sequenceEnd(String text, int from) {
    if (text.charAt(from) != ESCAPE || !text.startsWith("[", from + 1)) {
      return from;
    }
    int end = text.indexOf('m', from);
    return end < 0 ? from : end + 1;
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /** East Asian wide and emoji blocks (Unicode TR 11), coarsely. */
  private static boolean isWide(int point) {
    return point >= 0x1100
        && (point <= 0x115F
            || (point >= 0x2E80 && point <= 0xA4CF && point != 0x303F)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || (point >= 0xFFE0 && point <= 0xFFE6)
            || (point >= 0x1F300 && point <= 0x1FAFF)
            || (point >= 0x20000 && point <= 0x3FFFD));
  }
}
