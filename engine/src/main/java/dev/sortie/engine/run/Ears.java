package dev.sortie.engine.run;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Entry;
import dev.sortie.engine.actor.Listener;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Hears an actor for a run: facts go where they are needed, the rest to whoever watches. */
final class Ears implements Listener {
  private final Consumer<Entry> facts;
  private final JournalNews journal;
  private final AtomicInteger waiting;

  Ears(Consumer<Entry> facts, JournalNews journal) {
    this.facts = facts;
    this.journal = journal;
    this.waiting = journal.another();
  }

  @Override
  public void fact(Entry entry) {
    facts.accept(entry);
  }

  @Override
  public void journalRefuses(Trouble trouble, int facts) {
    waiting.set(facts);
    journal.refuses(trouble);
  }

  @Override
  public void journalWorksAgain(int late) {
    waiting.set(0);
    journal.works(late);
  }

  @Override
  public void dropped(int facts) {
    journal.dropped(facts);
  }
}
