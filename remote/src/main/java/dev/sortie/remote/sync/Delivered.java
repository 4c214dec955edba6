package dev.sortie.remote.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one push brought there, over all its rounds. For one thread at a time. */
final class Delivered {
  private static final int READS_OF_A_CHANGING_FILE = 3;

  /** Never forgotten, else a push of files that change in turns would not end. */
  private final Map<String, Integer> changes = new HashMap<>();

  private final Set<String> unsettled = new TreeSet<>();
  private final Set<String> arrived = new HashSet<>();
  private long bytes;

  void right(LocalEntry entry) {
    if (entry.kind() != Kind.FOLDER && arrived.add(entry.path())) {
      bytes += entry.size();
    }
  }

  void settled(LocalEntry entry) {
    unsettled.remove(entry.path());
  }

  /** Returns whether it is to be sent once more. */
  boolean changed(LocalEntry entry) {
    unsettled.add(entry.path());
    return changes.merge(entry.path(), 1, Integer::sum) < READS_OF_A_CHANGING_FILE;
  }

  int files() {
    return arrived.size();
  }

  long bytes() {
    return bytes;
  }

  List<String> unsettled() {
    return List.copyOf(unsettled);
  }
}
