package dev.sortie.engine;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A journal in which, once, a rival does something right before an append. */
public final class RivalJournal implements Journal {
  private final Journal journal;
  private final Runnable rival;
  private final AtomicBoolean done = new AtomicBoolean();

  public RivalJournal(Journal journal, Runnable rival) {
    this.journal = journal;
    this.rival = rival;
  }

  @Override
  public void append(AggregateId aggregate, long after, Instant at, List<? extends Fact> facts) {
    if (!done.getAndSet(true)) {
      rival.run();
    }
    journal.append(aggregate, after, at, facts);
  }

  @Override
  public List<Entry> read(AggregateId aggregate) {
    return journal.read(aggregate);
  }

  @Override
  public List<Entry> readAfter(AggregateId aggregate, long sequence) {
    return journal.readAfter(aggregate, sequence);
  }

  @Override
  public List<AggregateId> all(AggregateId.Kind kind) {
    return journal.all(kind);
  }

  @Override
  public List<AggregateId> open(AggregateId.Kind kind) {
    return journal.open(kind);
  }
}
