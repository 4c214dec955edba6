package dev.sortie.practice.market;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the host's daemon said about each instance; the last 1000 lines. Thread-safe. */
public final class Logbook {
  private static final int KEPT = 1000;

  private final Map<Long, Deque<String>> lines = new ConcurrentHashMap<>();

  void add(long id, String line) {
    Deque<String> mine = lines.computeIfAbsent(id, key -> new ArrayDeque<>());
    synchronized (mine) {
      mine.addLast(line);
      if (mine.size() > KEPT) {
        mine.removeFirst();
      }
    }
  }

  public List<String> lines(long id) {
    Deque<String> mine = lines.getOrDefault(id, new ArrayDeque<>());
    synchronized (mine) {
      return List.copyOf(mine);
    }
  }

  void forget(long id) {
    lines.remove(id);
  }
}
