package dev.sortie.cli.terminal;

import java.util.function.IntSupplier;

/**
 * What is known of the terminal, if there is one at all.
 *
 * @param inIsTty whether a person can type at us
 * @param columns asks for the present width; the answer changes when the window does
 */
public record Terminal(
    boolean inIsTty,
    boolean outIsTty,
    boolean errIsTty,
    Painter out,
    Painter err,
    IntSupplier columns) {
  public static final int USUAL_WIDTH = 100;

  /** No terminal anywhere: plain lines, no colours, nobody to ask. */
  public static final Terminal NONE =
      new Terminal(false, false, false, Painter.PLAIN, Painter.PLAIN, () -> USUAL_WIDTH);

  public int width() {
    int asked = columns.getAsInt();
    return asked > 0 ? asked : USUAL_WIDTH;
  }

  /** Whether a question can be put to a person and be seen. */
  public boolean canAsk() {
    return inIsTty && (outIsTty || errIsTty);
  }
}
