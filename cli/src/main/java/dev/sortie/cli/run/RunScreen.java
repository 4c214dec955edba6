package dev.sortie.cli.run;

import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;

/** Where a run is shown while it goes on. */
interface RunScreen extends AutoCloseable {
  Watcher watcher();

  /** From here on figures are asked of this run. */
  void follow(RunHandle run);

  void remark(String text);

  @Override
  void close();
}
