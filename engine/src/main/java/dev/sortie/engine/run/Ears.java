package dev.sortie.engine.run;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Entry;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.watch.Watcher;
import java.util.function.Consumer;

/** Hears an actor for a run: facts go where they are needed, the rest to whoever watches. */
record Ears(Consumer<Entry> facts, Watcher watcher) implements Listener {
  @Override
  public void fact(Entry entry) {
    facts.accept(entry);
  }

  @Override
  public void journalRefuses(Trouble trouble) {
    watcher.remark(
        trouble.cause().code() + " " + trouble.happened() + "; waiting, nothing is lost");
  }

  @Override
  public void journalWorksAgain() {
    watcher.remark("the journal can be written again");
  }
}
