package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Style;

/**
 * One line of the road: what stage, what happened.
 *
 * @param style how the text looks
 * @param milestone whether time and cost are shown with it
 */
record StageLine(String stage, String text, Style style, boolean milestone) {
  static StageLine done(String stage, String text) {
    return new StageLine(stage, text, Style.PLAIN, true);
  }

  static StageLine note(String stage, String text) {
    return new StageLine(stage, text, Style.MUTED, false);
  }

  static StageLine good(String stage, String text) {
    return new StageLine(stage, text, Style.GOOD, true);
  }

  static StageLine bad(String stage, String text) {
    return new StageLine(stage, text, Style.WARNING, true);
  }
}
