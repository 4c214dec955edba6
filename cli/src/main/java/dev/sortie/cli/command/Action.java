package dev.sortie.cli.command;

/** What a command does. Implemented by the classes that picocli fills from the command line. */
@FunctionalInterface
public interface Action {
  /**
   * @return the exit code
   * @throws dev.sortie.core.error.TroubleException to end with a coded cause
   */
  int run(Context context);
}
