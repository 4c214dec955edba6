package dev.sortie.core.text;

import java.util.regex.Pattern;

/**
 * Text that others wrote: the market, its hosts, a machine, a task. It may hold anything, and must
 * neither steer a terminal nor look like what it is not.
 */
public final class Foreign {
  /** Longer than any honest name or reason. */
  public static final int LONGEST = 2_000;

  /** Escape sequences: CSI up to its final byte, strings up to BEL or ST, else one character. */
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[\\x20-\\x3f]*[\\x40-\\x7e]?"
              + "|(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])"
              + "[^\u0007\u001b\u009c\\n]*(?:\u0007|\u001b\\\\|\u009c)?"
              + "|\u001b[\\x20-\\x2f]*[\\x30-\\x7e]?");

  private static final Pattern BREAKS = Pattern.compile("[\\x00-\\x20\u0085\u2028\u2029]+");

  private Foreign() {}

  /** On one line, without anything hidden, at most {@link #LONGEST} characters. */
  public static String line(String text) {
    return line(text, LONGEST);
  }

  /** On one line, without anything hidden, at most {@code longest} characters and an ellipsis. */
  public static String line(String text, int longest) {
    // What is cut off anyway need not be cleaned: a stranger may send megabytes.
    String some = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
    String flat = BREAKS.matcher(SEQUENCE.matcher(some).replaceAll("")).replaceAll(" ");
    String clean = visible(flat).strip();
    boolean fits = clean.length() <= longest && some.length() == text.length();
    return fits ? clean : visible(clean.substring(0, Math.min(longest, clean.length()))) + "…";
  }

  /** Without what {@link #isHidden} names and without halves of characters; breaks go too. */
  public static String visible(String text) {
    if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().filter(point -> !isHidden(point)).forEach(visible::appendCodePoint);
    return visible.toString();
  }

  /**
   * Characters that steer a terminal, turn the direction of what follows, or take part in a text
   * without being seen: controls (C0, DEL, C1), formats such as bidirectional overrides and zero
   * width spaces, line separators, lone surrogates, tags, blank fillers. The joiners that Persian,
   * Indic scripts and emoji are written with stay.
   */
  public static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> point != 0x200c && point != 0x200d;
      default ->
          point == 0x115f
              || point == 0x1160
              || point == 0x3164
              || point == 0xffa0
              || (point >= 0xe0000 && point <= 0xe0fff);
    };
  }
}
