package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of a machine without a fence: those whose environment names it, and whatever shares
 * a session with them or was started by them.
 */
final class MarkedProcesses {
  static final String VARIABLE = "SORTIE_PRACTICE_MACHINE";
  private static final int ROUNDS = 200;
  private static final int PAUSE_MILLIS = 10;

  private final MachineFolder folder;

  MarkedProcesses(MachineFolder folder) {
    this.folder = folder;
  }

  /** Kills round after round, since a process may fork between a look and a kill. */
  void killAll() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessStamp> living = find();
      if (living.isEmpty()) {
        return;
      }
      living.forEach(ProcessStamp::kill);
      Waiting.millis(PAUSE_MILLIS);
    }
    throw new IOException("processes of the machine do not die: " + find());
  }

  List<ProcessStamp> find() throws IOException {
    Map<Long, Entry> all = table();
    Set<Long> ours = new HashSet<>();
    all.keySet().stream().filter(this::isMarked).forEach(ours::add);
    for (boolean grown = true; grown; ) {
      grown = ours.addAll(related(all, ours));
    }
    return ours.stream().flatMap(pid -> ProcessStamp.of(pid).stream()).toList();
  }

  private static Set<Long> related(Map<Long, Entry> all, Set<Long> ours) {
    Set<Long> sessions = new HashSet<>();
    ours.forEach(pid -> Optional.ofNullable(all.get(pid)).ifPresent(e -> sessions.add(e.session)));
    sessions.remove(ownSession(all));
    Set<Long> found = new HashSet<>();
    all.forEach((pid, entry) -> {
      if (ours.contains(entry.parent) || sessions.contains(entry.session)) {
        found.add(pid);
      }
    });
    return found;
  }

  private record Entry(long parent, long session) {}

  private static long ownSession(Map<Long, Entry> all) {
    return Optional.ofNullable(all.get(ProcessHandle.current().pid()))
        .map(Entry::session)
        .orElse(-1L);
  }

  private static Map<Long, Entry> table() throws IOException {
    Map<Long, Entry> all = new HashMap<>();
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return all;
    }
    try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path entry : entries) {
        read(entry.resolve("stat"))
            .map(stat -> ProcessStamp.fieldsAfterName(new String(stat, StandardCharsets.UTF_8)))
            .ifPresent(fields ->
                all.put(
                    Long.valueOf(entry.getFileName().toString()),
                    new Entry(Long.parseLong(fields.get(1)), Long.parseLong(fields.get(3)))));
      }
    }
    return all;
  }

  private boolean isMarked(long pid) {
    if (pid == ProcessHandle.current().pid()) {
      return false;
    }
    Path process = Path.of("/proc", Long.toString(pid));
    String wanted = "\0" + VARIABLE + "=" + folder.root() + "\0";
    return read(process.resolve("environ"))
        .map(bytes -> "\0" + new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> text.contains(wanted))
        .isPresent();
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      // Gone, or another user's: not ours either way.
      return Optional.empty();
    }
  }
}
