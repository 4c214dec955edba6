package dev.sortie.engine.actor;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Entry;

/** Hears what a drive does, from within its steps; must be quick and must not throw. */
public interface Listener {
  /** A fact counts from now on; it stands in the journal, or waits to be written. */
  void fact(Entry entry);

  /** A fact of ours stands in the journal for good. */
  default void stands(Entry entry) {}

  /**
   * The journal cannot be written now. Machines are renewed and results come home all the same;
   * facts wait in memory, and nothing is rented. Told again at each vain attempt.
   *
   * @param waiting how many facts of the aggregate are in memory only
   */
  default void journalRefuses(Trouble trouble, int waiting) {}

  /**
   * It can again.
   *
   * @param late how many facts had waited
   */
  default void journalWorksAgain(int late) {}

  /** Another process has written meanwhile: so many facts that waited will never be. */
  default void dropped(int facts) {}
}
