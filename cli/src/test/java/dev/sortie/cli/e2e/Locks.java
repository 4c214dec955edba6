package dev.sortie.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which process holds which file, and whether it sleeps, as proc(5) tells. */
final class Locks {
  private Locks() {}

  static boolean isStopped(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean holds(long pid, Path file) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/locks"))) {
      String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
      return lines.anyMatch(line -> line.contains(" " + pid + " ") && line.contains(inode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
