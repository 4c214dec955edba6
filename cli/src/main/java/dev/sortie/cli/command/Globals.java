package dev.sortie.cli.command;

/**
 * The flags that every command has.
 *
 * @param practice use the practice market instead of the real one
 * @param verbose copy the log to stderr
 * @param stacktrace show where in the program an error came from
 */
public record Globals(boolean practice, boolean verbose, boolean stacktrace) {
  public static final Globals NONE = new Globals(false, false, false);
}
