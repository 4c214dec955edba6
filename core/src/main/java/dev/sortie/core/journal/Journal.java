package dev.sortie.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The port to the append-only record from which all state is folded (law 9). Thread-safe, shared by
 * processes.
 */
public interface Journal {
  /**
   * Appends {@code facts} in one transaction; on return they survive a crash of the process.
   *
   * @param after sequence of the last entry the writer has seen, 0 for none
   * @throws StaleWriterException when somebody else has written since: the writer's state is old
   *     and it must not act on it
   */
  void append(AggregateId aggregate, long after, Instant at, List<? extends Fact> facts);

  /** The whole history of one aggregate, oldest first; empty when there is none. */
  List<Entry> read(AggregateId aggregate);

  /** What was written after {@code sequence}, oldest first. */
  List<Entry> readAfter(AggregateId aggregate, long sequence);

  /** Every aggregate of a kind, newest first. */
  List<AggregateId> all(AggregateId.Kind kind);

  /** Those of a kind whose last fact does not end them, newest first. */
  List<AggregateId> open(AggregateId.Kind kind);

  /**
   * The facts of these types in all histories of a kind, each history's in order. For a look over
   * everything without reading everything.
   */
  default List<Entry> facts(AggregateId.Kind kind, Set<Class<? extends Fact>> types) {
    return all(kind).stream()
        .flatMap(aggregate -> read(aggregate).stream())
        .filter(entry -> types.contains(entry.fact().getClass()))
        .toList();
  }

  /**
   * As {@link #facts}, without those that cannot be read: for whoever merely remembers or compares.
   * What sums up money must not forget, and asks for {@link #facts}.
   */
  default List<Entry> readableFacts(AggregateId.Kind kind, Set<Class<? extends Fact>> types) {
    return facts(kind, types);
  }
}
