package dev.sortie.engine;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.UnreadableHistoryException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A journal that lasts as long as the test, with a switch that makes it fail. */
public final class InMemoryJournal implements Journal {
  private final Map<AggregateId, List<Entry>> histories = new LinkedHashMap<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private Predicate<AggregateId> failing = _ -> true;
  private boolean unreadable;
  private Optional<AggregateId> foreign = Optional.empty();

  /** From now on every append throws this. */
  public synchronized void failWith(RuntimeException why) {
    failure = Optional.of(why);
  }

  /** From now on every append for one of this kind throws this. */
  public synchronized void failWith(RuntimeException why, AggregateId.Kind kind) {
    failWith(why);
    failing = aggregate -> aggregate.kind() == kind;
  }

  /** From now on it cannot be read either. */
  public synchronized void failReads() {
    unreadable = true;
  }

  /** From now on this one history is as if a later version had written it. */
  public synchronized void makeUnreadable(AggregateId aggregate) {
    foreign = Optional.of(aggregate);
  }

  /** From now on it works again. */
  public synchronized void recover() {
    failure = Optional.empty();
    failing = _ -> true;
    unreadable = false;
  }

  /** Everything in it is lost. */
  public synchronized void forget() {
    histories.clear();
  }

  @Override
  public synchronized void append(
      AggregateId aggregate, long after, Instant at, List<? extends Fact> facts) {
    if (failure.isPresent() && failing.test(aggregate)) {
      throw failure.get();
    }
    List<Entry> history = histories.getOrDefault(aggregate, new ArrayList<>());
    if (history.size() != after) {
      throw new StaleWriterException(aggregate, after);
    }
    for (Fact fact : facts) {
      history.add(new Entry(aggregate, history.size() + 1L, at, fact));
    }
    histories.put(aggregate, history);
  }

  @Override
  public synchronized List<Entry> read(AggregateId aggregate) {
    if (unreadable) {
      throw failure.orElseThrow();
    }
    if (foreign.equals(Optional.of(aggregate))) {
      throw new UnreadableHistoryException(
          new Trouble(Cause.STATE_LOCKED, "a fact of a later version", "upgrade"),
          new IllegalStateException("unknown fact"));
    }
    return List.copyOf(histories.getOrDefault(aggregate, List.of()));
  }

  @Override
  public synchronized List<Entry> readAfter(AggregateId aggregate, long sequence) {
    return read(aggregate).stream().filter(entry -> entry.sequence() > sequence).toList();
  }

  @Override
  public synchronized List<AggregateId> all(AggregateId.Kind kind) {
    return histories.keySet().stream().filter(id -> id.kind() == kind).toList().reversed();
  }

  @Override
  public synchronized List<AggregateId> open(AggregateId.Kind kind) {
    return all(kind).stream().filter(id -> !read(id).getLast().fact().ends()).toList();
  }
}
