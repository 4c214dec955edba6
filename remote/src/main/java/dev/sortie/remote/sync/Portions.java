package dev.sortie.remote.sync;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How much is asked for at once: as much as may go over the wire once more after a cut, and after a
 * cut so little that a link which is cut every few hundred kB gets on. For one thread.
 */
final class Portions<T> {
  private static final int MOST_NAME_BYTES = 512 * 1024;
  private static final int LEAST_NAME_BYTES = 8 * 1024;

  private final Function<T, String> path;
  private final ToLongFunction<T> content;
  private final long mostContentBytes;
  private int nameBytes = MOST_NAME_BYTES;

  Portions(Function<T, String> path, ToLongFunction<T> content, long mostContentBytes) {
    this.path = path;
    this.content = content;
    this.mostContentBytes = mostContentBytes;
  }

  static Portions<String> ofNames() {
    return new Portions<>(name -> name, _ -> 0, Long.MAX_VALUE);
  }

  void cut() {
    nameBytes = LEAST_NAME_BYTES;
  }

  void whole() {
    nameBytes = Math.min(2 * nameBytes, MOST_NAME_BYTES);
  }

  /** The first ones of {@code rest}; at least one where there is one. */
  List<T> next(List<T> rest) {
    int n = 0;
    long names = 0;
    long bytes = 0;
    while (n < rest.size() && (n == 0 || (names < nameBytes && bytes < mostContentBytes))) {
      names += path.apply(rest.get(n)).length() + 3;
      bytes += content.applyAsLong(rest.get(n));
      n++;
    }
    return rest.subList(0, n);
  }
}
