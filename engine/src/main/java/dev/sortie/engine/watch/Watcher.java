package dev.sortie.engine.watch;

import dev.sortie.core.journal.Entry;
import java.time.Duration;

/**
 * Hears what goes on, as it goes on. Called from several threads; must be quick and must not throw.
 * Facts come from the journal; the rest is only told live.
 */
public interface Watcher {
  Watcher NONE = new Watcher() {};

  default void fact(Entry entry) {}

  /** Bytes a task or set-up step printed; may end in the middle of a character. */
  default void output(boolean error, byte[] chunk) {}

  default void comparing(Way way, int files) {}

  default void moving(Way way, int files, int ofFiles, long bytes, long ofBytes, String path) {}

  /** The connection is gone for {@code ago}; work on the machine goes on. */
  default void connectionLost(Duration ago, String why) {}

  default void connectionBack() {}

  /** Something worth a line, such as a probe that failed for an odd reason. */
  default void remark(String text) {}

  /** Which way a sync goes. */
  enum Way {
    PUSH,
    PULL
  }
}
