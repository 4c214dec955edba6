package dev.sortie.cli.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the journal, the logs and Sortie's own key. */
final class StateFolder {
  private static final System.Logger LOG = System.getLogger(StateFolder.class.getName());
  private static final String RULES = ".gitignore";

  private StateFolder() {}

  /**
   * Keeps it out of what is sent to machines, and out of repositories, for those who have it inside
   * a project.
   */
  static void keepHome(Path folder) {
    Path rules = folder.resolve(RULES);
    try {
      if (Files.notExists(rules)) {
        Files.createDirectories(folder);
        Files.writeString(rules, "*\n");
      }
    } catch (IOException e) {
      // Where it cannot be written nothing new is kept in it either.
      LOG.log(System.Logger.Level.DEBUG, "cannot write " + rules, e);
    }
  }
}
