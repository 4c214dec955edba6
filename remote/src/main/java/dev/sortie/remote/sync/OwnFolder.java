package dev.sortie.remote.sync;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What a pull keeps for itself: one folder inside the folder of results, so that a rename suffices
 * and any disk will do. Its name comes from where the results lie on this computer, which no
 * machine is told, so that what a task makes is never there; what has that name all the same is
 * refused and named (law 8). No other name is ours.
 */
final class OwnFolder {
  private static final String PREFIX = ".sortie-";
  private static final int HASH_CHARS = 16;
  private static final int LONGEST_READABLE = 100;

  private final Path folder;

  private OwnFolder(Path folder) {
    this.folder = folder;
  }

  static OwnFolder in(Path results) {
    return new OwnFolder(results.resolve(nameIn(results)));
  }

  /** Whether this is the own folder of the folder above it. */
  static boolean isOne(Path folder) {
    Path above = folder.getParent();
    String name = String.valueOf(folder.getFileName());
    return above != null && name.startsWith(PREFIX) && name.equals(nameIn(above));
  }

  private static String nameIn(Path results) {
    Path real;
    try {
      real = results.toRealPath();
    } catch (IOException _) {
      // Not there yet.
      real = results.toAbsolutePath().normalize();
    }
    return PREFIX + Parts.shortHash(real.toString()).substring(0, HASH_CHARS);
  }

  void make() throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  Path folder() {
    return folder;
  }

  String name() {
    return folder.getFileName().toString();
  }

  /**
   * Is this remote path there? A disk that does not tell upper from lower case is asked as well.
   */
  boolean holds(String path) {
    int slash = path.indexOf('/');
    return (slash < 0 ? path : path.substring(0, slash)).equalsIgnoreCase(name());
  }

  /** What was brought home already. */
  Path note() {
    return folder.resolve("note");
  }

  /** Of which file here is only the beginning. */
  Path begun() {
    return folder.resolve("begun");
  }

  /**
   * The file that takes the beginning of another, found by a person by its last name.
   *
   * @param path raw remote path
   * @param keeper whose it is: empty for whoever has the folder to itself
   */
  static String begunName(String path, String keeper) {
    String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    String readable = last.substring(0, Math.min(last.length(), LONGEST_READABLE));
    return readable + "~" + Parts.shortHash(keeper + "\0" + path);
  }

  /** For a person: where in the results it is. */
  String shown(String begunName) {
    return name() + "/begun/" + begunName;
  }
}
