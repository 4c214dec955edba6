package dev.sortie.remote.sync;

import java.nio.file.Path;

/** For tests of other packages. */
public final class OwnFolders {
  private OwnFolders() {}

  /** Where the pull keeps its own in these results. */
  public static Path in(Path results) {
    return OwnFolder.in(results).folder();
  }

  /** What is here of a file that is not whole. */
  public static Path begun(Path results, String path) {
    return OwnFolder.in(results).begun().resolve(OwnFolder.begunName(path, ""));
  }
}
