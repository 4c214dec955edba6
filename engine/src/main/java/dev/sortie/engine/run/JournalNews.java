package dev.sortie.engine.run;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever watches a run that its journal cannot be written, once for the run and all its
 * leases, and again every minute. Thread-safe.
 */
final class JournalNews {
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final RunId run;
  private final Watcher watcher;
  private final InstantSource clock;
  private final List<AtomicInteger> waiting = new CopyOnWriteArrayList<>();
  private @Nullable Instant said;
  private int late;

  JournalNews(RunId run, Watcher watcher, InstantSource clock) {
    this.run = run;
    this.watcher = watcher;
    this.clock = clock;
  }

  /** Counts what waits of one more run or lease. */
  AtomicInteger another() {
    AtomicInteger one = new AtomicInteger();
    waiting.add(one);
    return one;
  }

  synchronized void refuses(Trouble trouble) {
    Instant now = clock.instant();
    Instant before = said;
    if (before == null || !now.isBefore(before.plus(AGAIN))) {
      said = now;
      watcher.remark(words(trouble, waiting.stream().mapToInt(AtomicInteger::get).sum()));
    }
  }

  private String words(Trouble trouble, int facts) {
    return trouble.cause().code()
        + " "
        + trouble.happened()
        + ": facts wait in memory"
        + (facts == 0 ? "" : " (" + facts + " by now)")
        + "; what is rented is renewed and its results come home all the same, nothing more is"
        + " rented. "
        + trouble.next()
        + ". Ctrl-C ends the run as always. Should this process die before: `sortie resume "
        + run
        + "` goes on from what is written, `sortie down "
        + run
        + "` ends the machine";
  }

  synchronized void works(int facts) {
    late += facts;
    if (said != null && waiting.stream().allMatch(one -> one.get() == 0)) {
      watcher.remark("the journal can be written again; " + late + " facts had waited for it");
      said = null;
      late = 0;
    }
  }

  void dropped(int facts) {
    watcher.remark(
        "another process has written of this run meanwhile: "
            + facts
            + " facts that waited here are dropped");
  }
}
