package dev.sortie.cli.terminal;

/**
 * Applies styles, or leaves text as it is where nobody sees colours.
 *
 * @param colours whether the stream it paints for shows them
 */
public record Painter(boolean colours) {
  public static final Painter PLAIN = new Painter(false);

  public String paint(Style style, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
  }
}
