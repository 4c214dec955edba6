package dev.sortie.remote.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one push brought there, over all its rounds. For one thread at a time. */
final class Delivered {
  private static final int READS_OF_A_CHANGING_FILE = 3;

  private final Map<String, Integer> changed = new HashMap<>();
  private final Set<String> arrived = new HashSet<>();
  private long bytes;

  void right(LocalEntry entry) {
    if (entry.kind() != Kind.FOLDER && arrived.add(entry.path())) {
      bytes += entry.size();
    }
  }

  void settled(LocalEntry entry) {
    changed.remove(entry.path());
  }

  /** Returns whether it is to be sent once more. */
  boolean changed(LocalEntry entry) {
    return changed.merge(entry.path(), 1, Integer::sum) < READS_OF_A_CHANGING_FILE;
  }

  int files() {
    return arrived.size();
  }

  long bytes() {
    return bytes;
  }

  List<String> unsettled() {
    return changed.keySet().stream().sorted().toList();
  }
}
