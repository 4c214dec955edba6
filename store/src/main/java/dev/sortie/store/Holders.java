package dev.sortie.store;

import dev.sortie.core.error.Cause;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The processes that hold the lock of a journal's file, where the system tells (Linux, proc(5)).
 * One that is stopped (Ctrl-Z, SIGSTOP) in the middle of a write would keep everybody else out for
 * as long as it sleeps, and nobody could take over what it drove (law 9).
 */
final class Holders {
  private static final Path PROC = Path.of("/proc");
  private static final Path LOCKS = PROC.resolve("locks");

  /** Of the fields of a line of /proc/locks. */
  private static final int PID = 4;

  private static final int INODE = 5;

  private Holders() {}

  /** Empty where the system does not tell. */
  static List<Long> of(Path file) {
    if (!Files.isReadable(LOCKS)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(LOCKS)) {
      String inode = ":" + Files.getAttribute(file, "unix:ino");
      return lines
          // "->" stands before one that only waits.
          .filter(line -> !line.contains("->"))
          .map(line -> line.split("\\s+", -1))
          .filter(fields -> fields.length > INODE && fields[INODE].endsWith(inode))
          .map(fields -> Long.valueOf(fields[PID]))
          .filter(pid -> pid > 0 && hasOpen(pid, file))
          .distinct()
          .toList();
    } catch (IOException | UnsupportedOperationException | NumberFormatException _) {
      // Then nobody is named; what is held stays held, and is said so.
      return List.of();
    }
  }

  /** Inodes of two disks may have the same number. */
  private static boolean hasOpen(long pid, Path file) {
    Path folder = PROC.resolve(Long.toString(pid)).resolve("fd");
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
      for (Path one : open) {
        if (Files.exists(one) && Files.isSameFile(one, file)) {
          return true;
        }
      }
      return false;
    } catch (IOException _) {
      // Somebody else's, or gone meanwhile.
      return false;
    }
  }

  /**
   * Lets go on whoever is stopped and holds the file: it ends its write, and then goes on with what
   * it did. To kill it would do no harm to the journal either, but nobody has asked for that.
   *
   * @param ear hears of it in words
   * @return whether there was one
   */
  static boolean letGoOn(Path file, Consumer<String> ear) {
    List<Long> stopped = of(file).stream().filter(Processes::isStopped).toList();
    for (long pid : stopped) {
      ear.accept(
          Cause.STATE_LOCKED.code()
              + " process "
              + pid
              + " was stopped in the middle of a write to "
              + file
              + ", and nobody else could write there; it was let go on (kill -CONT "
              + pid
              + ")");
      Processes.letGoOn(pid);
    }
    return !stopped.isEmpty();
  }
}
