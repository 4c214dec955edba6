package dev.sortie.engine.run;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;

/**
 * Hears of bytes that are about to be written here, and refuses them once the run is another
 * process': that one goes on with the same log and the same folder (law 9).
 */
record Fenced(RunId run, Claims claims, Watcher watcher) implements Watcher {
  /**
   * @throws FencedException when the run is another process' now
   */
  void check() {
    AggregateId id = new AggregateId(AggregateId.Kind.RUN, run.value());
    if (!claims.isOurs(id)) {
      throw new FencedException(id);
    }
  }

  @Override
  public void output(boolean error, byte[] chunk) {
    watcher.output(error, chunk);
  }

  @Override
  public void comparing(Way way, int files) {
    check();
    watcher.comparing(way, files);
  }

  @Override
  public void moving(Way way, int files, int ofFiles, long bytes, long ofBytes, String path) {
    check();
    watcher.moving(way, files, ofFiles, bytes, ofBytes, path);
  }

  @Override
  public void connectionLost(Duration ago, String why) {
    watcher.connectionLost(ago, why);
  }

  @Override
  public void connectionBack() {
    watcher.connectionBack();
  }

  @Override
  public void remark(String text) {
    watcher.remark(text);
  }
}
