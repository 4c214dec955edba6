package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process of this computer whose environment says that it belongs to a machine.
 *
 * @param root of that machine
 * @param depth how many process namespaces deep it is from here; 1 is our own
 * @param numberInside its number in the innermost one
 */
record MarkedProcess(
    ProcessStamp stamp, Path root, boolean isWatcher, int depth, long numberInside) {
  private static final Path PROC = Path.of("/proc");

  /** All that this program may look into, itself left out. */
  static List<MarkedProcess> all() {
    List<MarkedProcess> found = new ArrayList<>();
    if (!Files.exists(PROC.resolve("self/stat"))) {
      return found;
    }
    try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (pid != ProcessHandle.current().pid()) {
          of(pid, entry).ifPresent(found::add);
        }
      }
    } catch (IOException _) {
      // A process table that cannot be listed shows nothing that could be ended.
      return List.of();
    }
    return found;
  }

  private static Optional<MarkedProcess> of(long pid, Path entry) {
    try {
      Optional<ProcessStamp> before = ProcessStamp.of(pid);
      List<String> variables =
          List.of(
              new String(Files.readAllBytes(entry.resolve("environ")), StandardCharsets.UTF_8)
                  .split("\0"));
      Optional<String> watched = value(variables, Watcher.VARIABLE);
      Optional<String> root = watched.or(() -> value(variables, MarkedProcesses.VARIABLE));
      if (before.isEmpty() || root.isEmpty()) {
        return Optional.empty();
      }
      List<String> numbers = numbers(entry);
      MarkedProcess found =
          new MarkedProcess(
              before.get(),
              Path.of(root.get()),
              watched.isPresent(),
              numbers.size(),
              Long.parseLong(numbers.getLast()));
      // Deeper ones belong to the market of a container.
      boolean ours = found.isWatcher() ? found.depth() == 1 : found.depth() <= 2;
      return Optional.of(found).filter(one -> ours && one.root().isAbsolute() && one.isAlive());
    } catch (IOException | NumberFormatException | InvalidPathException _) {
      // Gone, or another user's: not ours either way.
      return Optional.empty();
    }
  }

  private static Optional<String> value(List<String> variables, String name) {
    return variables.stream()
        .filter(one -> one.startsWith(name + "="))
        .map(one -> one.substring(name.length() + 1))
        .findFirst();
  }

  private static List<String> numbers(Path entry) throws IOException {
    return Files.readAllLines(entry.resolve("status"), StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.startsWith("NSpid:"))
        .findFirst()
        .map(line -> List.of(line.substring("NSpid:".length()).strip().split("\\s+")))
        .orElseThrow(() -> new IOException("no namespaces told"));
  }

  boolean isAlive() {
    return stamp.isAlive();
  }

  void kill() {
    stamp.kill();
  }

  /** Process 1 of a machine with a fence. */
  boolean isFirstInside() {
    return depth == 2 && numberInside == 1;
  }

  /** A path as this process sees it. */
  Path sees(Path absolute) {
    return PROC.resolve(stamp.pid() + "/root").resolve(absolute.toString().substring(1));
  }

  /** Whether the folder it lives in has been deleted, which the kernel tells. */
  boolean isUprooted() {
    Path entry = PROC.resolve(Long.toString(stamp.pid()));
    try {
      return Files.readSymbolicLink(entry.resolve("cwd")).toString().endsWith(" (deleted)")
          || Files.readAllLines(entry.resolve("mountinfo"), StandardCharsets.ISO_8859_1).stream()
              .map(line -> line.split(" "))
              .anyMatch(words -> words[4].equals("/") && words[3].endsWith("//deleted"));
    } catch (IOException | IndexOutOfBoundsException _) {
      return false;
    }
  }
}
