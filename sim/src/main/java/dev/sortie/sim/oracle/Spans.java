package dev.sortie.sim.oracle;

import java.util.Arrays;

/** Stretches of time, in milliseconds; how much of another stretch they cover together. */
final class Spans {
  private long[] from = new long[8];
  private long[] to = new long[8];
  private int size;

  void add(long begins, long ends) {
    if (ends <= begins) {
      return;
    }
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
    }
    // Kept in order of their beginnings.
    int place = size++;
    while (place > 0 && from[place - 1] > begins) {
      from[place] = from[place - 1];
      to[place] = to[place - 1];
      place--;
    }
    from[place] = begins;
    to[place] = ends;
  }

  /** Milliseconds between {@code begins} and {@code ends} that lie in any of them. */
  long within(long begins, long ends) {
    long covered = 0;
    long reached = begins;
    for (int i = 0; i < size; i++) {
      long start = Math.max(from[i], reached);
      long end = Math.min(to[i], ends);
      if (end > start) {
        covered += end - start;
        reached = end;
      }
    }
    return covered;
  }

  void addAll(Spans others) {
    for (int i = 0; i < others.size; i++) {
      add(others.from[i], others.to[i]);
    }
  }
}
