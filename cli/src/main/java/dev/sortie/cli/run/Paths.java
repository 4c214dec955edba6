package dev.sortie.cli.run;

import java.nio.file.Path;

/** Paths as a person reads them. */
final class Paths {
  private Paths() {}

  /** Relative to the working folder where that is shorter; folders end with a slash. */
  static String shown(Path folder, String absolute) {
    Path path = Path.of(absolute);
    Path base = folder.toAbsolutePath().normalize();
    return (path.startsWith(base) ? base.relativize(path) : path) + "/";
  }
}
