package dev.sortie.cli.run;

import dev.sortie.core.journal.Entry;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.util.List;

/** Where a run is shown while it goes on. */
interface RunScreen extends AutoCloseable {
  Watcher watcher();

  /** What was told of the run before, and is not to be told again. */
  default void recall(List<Entry> before) {}

  /** From here on figures are asked of this run. */
  void follow(RunHandle run);

  void remark(String text);

  @Override
  void close();
}
