package dev.sortie.practice.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last ten thousand requests. Thread-safe. */
public final class RequestLog {
  private static final int KEPT = 10_000;

  /**
   * One request.
   *
   * @param path without the query, so that no key can stand in it
   * @param status 0 when the connection was closed without an answer
   * @param at market time, seconds since 1970
   * @param agent what the client calls itself; may be empty
   */
  public record Line(String method, String path, int status, double at, String agent) {}

  private final Deque<Line> lines = new ArrayDeque<>();

  synchronized void add(Line line) {
    lines.addLast(line);
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  public synchronized List<Line> lines() {
    return List.copyOf(lines);
  }
}
