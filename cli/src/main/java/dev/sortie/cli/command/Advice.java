package dev.sortie.cli.command;

import java.util.regex.Pattern;

/** Makes the commands that a text names such as can be typed here, as they are. */
public record Advice(boolean practice) {
  /** Those that look at a market or a journal, of which practice has its own. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\bsortie (run|shell|ps|logs|attach|resume|pull|down|reap|receipt|hosts|offers|doctor)"
              + "\\b(?![^;,`\\n]* --practice)");

  public String in(String text) {
    return practice ? COMMAND.matcher(text).replaceAll("sortie $1 --practice") : text;
  }
}
