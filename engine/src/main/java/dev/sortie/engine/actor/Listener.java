package dev.sortie.engine.actor;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Entry;

/** Hears what a drive does, from within its steps; must be quick and must not throw. */
public interface Listener {
  /** A fact stands in the journal. */
  void fact(Entry entry);

  /** The journal cannot be written now; the drive tries again and does nothing meanwhile. */
  default void journalRefuses(Trouble trouble) {}

  /** It can again. */
  default void journalWorksAgain() {}
}
