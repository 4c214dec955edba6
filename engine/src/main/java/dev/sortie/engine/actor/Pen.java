package dev.sortie.engine.actor;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the facts of one aggregate. Those that cannot be written now wait here, in the order they
 * came, and are written when they can be. The whole history is kept: should the journal lose the
 * end of it (its file was damaged, or put back from a copy), it is written again.
 */
final class Pen {
  /** Days of what a machine tells; a drive with more to remember stands still. */
  private static final int MOST_WAITING = 100_000;

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final AggregateId id;
  private final Journal journal;
  private final Listener listener;
  private final List<Entry> history = new ArrayList<>(32);

  /** How many facts are only here, as told to other threads: zero once all was said of it. */
  private volatile int waitingAsTold;

  private int written;
  private int told;
  private int late;
  private Instant nextTry = Instant.MIN;
  private @Nullable TroubleException refusal;

  Pen(AggregateId id, Journal journal, Listener listener) {
    this.id = id;
    this.journal = journal;
    this.listener = listener;
  }

  /**
   * What others have written since we last looked.
   *
   * @throws TroubleException when the journal cannot be read
   * @throws FencedException when that is so although facts of ours wait
   */
  List<Entry> news() {
    List<Entry> theirs = journal.readAfter(id, written);
    if (isWaiting()) {
      recognise(theirs);
      if (!isWaiting()) {
        works();
      }
      tell();
      return List.of();
    }
    history.addAll(theirs);
    written = history.size();
    return theirs;
  }

  int waiting() {
    return history.size() - written;
  }

  /** How many facts are only here, for any thread. */
  int waitingAsTold() {
    return waitingAsTold;
  }

  private void tell() {
    waitingAsTold = waiting();
  }

  boolean isWaiting() {
    return waiting() > 0;
  }

  Instant nextTry() {
    return nextTry;
  }

  /**
   * Takes facts down: in the journal, or here until it can be written.
   *
   * @param binding whether here is not enough
   * @return empty when somebody else has written since, and then {@link #news} tells what
   * @throws TroubleException when they must be on disk and cannot be; nothing has changed then
   * @throws FencedException when another process has written although facts of ours wait
   */
  Optional<List<Entry>> take(List<? extends Fact> facts, Instant now, boolean binding) {
    flush(now);
    if (!isWaiting() && !isTooSoon(now)) {
      try {
        if (!facts.isEmpty()) {
          journal.append(id, written, now, facts);
          List<Entry> entries = remember(facts, now);
          written = history.size();
          works();
          tell();
          return Optional.of(entries);
        }
        return Optional.of(List.of());
      } catch (StaleWriterException _) {
        rewind();
        return Optional.empty();
      } catch (TroubleException e) {
        refuses(e, now);
      }
    }
    TroubleException why = refusal;
    if (why != null && (binding || waiting() + facts.size() > MOST_WAITING)) {
      throw why;
    }
    late += facts.size();
    return Optional.of(remember(facts, now));
  }

  /**
   * Writes what waits, if it is time to try.
   *
   * @throws FencedException when another process has written meanwhile
   */
  void flush(Instant now) {
    if (!isWaiting() || isTooSoon(now)) {
      return;
    }
    try {
      while (isWaiting()) {
        writeSome();
      }
      works();
    } catch (TroubleException e) {
      refuses(e, now);
    }
    tell();
  }

  /** Those that came at one moment; the journal dates all facts of one append alike. */
  private void writeSome() {
    Instant at = history.get(written).at();
    int end = written;
    while (end < history.size() && history.get(end).at().equals(at)) {
      end++;
    }
    List<Fact> facts = history.subList(written, end).stream().map(Entry::fact).toList();
    try {
      journal.append(id, written, at, facts);
      written = end;
    } catch (StaleWriterException _) {
      List<Entry> theirs = journal.readAfter(id, written);
      if (theirs.isEmpty()) {
        rewind();
      } else {
        recognise(theirs);
      }
    }
  }

  /** A write that failed may have reached the disk all the same: what it wrote is ours. */
  private void recognise(List<Entry> theirs) {
    for (Entry entry : theirs) {
      if (!isWaiting() || !history.get(written).equals(entry)) {
        listener.dropped(waiting());
        throw new FencedException(id);
      }
      written++;
    }
  }

  /** The journal holds less than it did: what it lost waits to be written again. */
  private void rewind() {
    List<Entry> left = journal.read(id);
    if (left.size() < written) {
      if (!left.equals(history.subList(0, left.size()))) {
        throw new FencedException(id);
      }
      written = left.size();
      told = Math.min(told, written);
    }
  }

  private List<Entry> remember(List<? extends Fact> facts, Instant now) {
    int before = history.size();
    for (Fact fact : facts) {
      history.add(new Entry(id, history.size() + 1L, now, fact));
    }
    // Before anybody hears of them.
    tell();
    return List.copyOf(history.subList(before, history.size()));
  }

  /** To be called when what was taken down has been folded in. */
  void tellWhatStands() {
    while (told < written) {
      listener.stands(history.get(told));
      told++;
    }
  }

  /** What was read at the beginning is told to nobody. */
  void tellNothingOfThePast() {
    told = written;
  }

  void refuses(TroubleException why, Instant now) {
    refusal = why;
    nextTry = now.plus(RETRY);
    listener.journalRefuses(why.trouble(), waiting());
  }

  private void works() {
    if (refusal != null) {
      refusal = null;
      listener.journalWorksAgain(late);
    }
    late = 0;
  }

  private boolean isTooSoon(Instant now) {
    return refusal != null && now.isBefore(nextTry);
  }
}
