package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Machines of practice markets that are gone. What is ended is known by a mark that only our
 * machines' processes carry, by process number and by start time. Where there is no /proc, nothing
 * is found.
 */
public final class Leftovers {
  static final String ENDED = "ended a practice machine that an earlier market left: ";
  private static final String ORPHANED = "a practice machine runs on without its market: ";
  private static final Path NOWHERE = Path.of("/nonexistent/practice");

  private Leftovers() {}

  /** Whether a market's notice is of one of them. */
  public static boolean isNamedIn(String notice) {
    return notice.startsWith(ENDED) || notice.startsWith(ORPHANED);
  }

  /** Looks for them where no market is about to start; a line for a person about each. */
  public static List<String> sweep() {
    return sweep(NOWHERE, Set.of());
  }

  /**
   * @param folder of a market that holds it locked: none of its machines is another's
   * @param kept roots of machines in it that are still wanted
   */
  static List<String> sweep(Path folder, Set<Path> kept) {
    List<String> lines = new ArrayList<>();
    Path own = folder.toAbsolutePath().normalize();
    machines()
        .forEach((root, processes) -> {
          boolean unwanted = root.startsWith(own) && !kept.contains(root);
          try {
            judge(new MachineFolder(root), processes, unwanted).ifPresent(lines::add);
          } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            lines.add("a practice machine cannot be looked at: " + root + ": " + e.getMessage());
          }
        });
    return lines;
  }

  private static Optional<String> judge(
      MachineFolder folder, List<MarkedProcess> processes, boolean unwanted) throws IOException {
    List<MarkedProcess> held = processes.stream().filter(one -> !one.isWatcher()).toList();
    Optional<MarkedProcess> watcher =
        processes.stream().filter(MarkedProcess::isWatcher).findFirst();
    if (!areOurs(held)) {
      return Optional.empty();
    }
    if (unwanted) {
      end(folder, held);
      return Optional.of(ended(folder, "which its market does not know as running"));
    }
    if (isFolderGone(folder, watcher, held)) {
      end(folder, held);
      return Optional.of(ended(folder, "whose folder is gone"));
    }
    Watcher watch = new Watcher(folder, Patience.USUAL);
    if (!Files.isDirectory(folder.state()) || watch.isServed()) {
      return Optional.empty();
    }
    if (watcher.isEmpty()) {
      rewatch(folder, watch);
    }
    return Optional.of(
        ORPHANED
            + folder.root()
            + "; it ends by itself within "
            + Patience.USUAL.minutes()
            + " minutes, unless that market comes back");
  }

  /** A market inside a container counts its processes otherwise than we do; it has its own. */
  private static boolean areOurs(List<MarkedProcess> held) {
    return held.stream().anyMatch(MarkedProcess::isFirstInside)
        || !held.isEmpty() && held.stream().allMatch(one -> one.depth() == 1);
  }

  private static String ended(MachineFolder folder, String why) {
    return ENDED + folder.root() + ", " + why;
  }

  /** By the watcher's eyes: what is mounted here may not be what is mounted for that market. */
  private static boolean isFolderGone(
      MachineFolder folder, Optional<MarkedProcess> watcher, List<MarkedProcess> held) {
    return watcher
        .map(one -> Files.notExists(one.sees(folder.state())) && one.isAlive())
        .orElseGet(() ->
            Files.notExists(folder.root()) && held.stream().anyMatch(MarkedProcess::isUprooted));
  }

  /** The first process of a fenced machine takes all others along; plain ones go one by one. */
  private static void end(MachineFolder folder, List<MarkedProcess> held) throws IOException {
    List<MarkedProcess> fenced = held.stream().filter(MarkedProcess::isFirstInside).toList();
    if (fenced.isEmpty()) {
      new MarkedProcesses(folder).killAll();
    } else {
      fenced.forEach(MarkedProcess::kill);
    }
  }

  private static void rewatch(MachineFolder folder, Watcher watch) throws IOException {
    Optional<String> held = folder.read(folder.holderFile());
    if (held.isPresent()) {
      int blank = held.get().indexOf(' ');
      Isolation kind =
          held.get().startsWith(PrivateMounts.NAME)
              ? new PrivateMounts(false, false)
              : new PlainFolders("left over");
      watch.watch(kind, ProcessStamp.parse(held.get().substring(blank + 1)));
    }
  }

  private static Map<Path, List<MarkedProcess>> machines() {
    Map<Path, List<MarkedProcess>> all = new TreeMap<>();
    MarkedProcess.all()
        .forEach(one -> all.computeIfAbsent(one.root(), root -> new ArrayList<>()).add(one));
    return all;
  }
}
