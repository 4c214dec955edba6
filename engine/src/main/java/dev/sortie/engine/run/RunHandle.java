package dev.sortie.engine.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.Run;
import java.time.Duration;

/** A run that this process drives. Thread-safe. */
public interface RunHandle {
  Run state();

  /** Sets out. To be called once; until then nothing has been rented. */
  void begin();

  /** The same run, which begins in its own way. */
  default RunHandle beginningBy(Runnable beginning) {
    return new OtherBeginning(this, beginning);
  }

  /** What all its leases together have cost so far. */
  Cost cost();

  /** Asks it to stop, bring home what is there and let the machine go. Harmless when repeated. */
  void stop(Cause cause, String said);

  /**
   * Waits until it is over: every lease proven gone, or kept as asked, and every fact of it and of
   * its leases written in the journal.
   *
   * @return whether that came to pass in time
   */
  boolean await(Duration atMost) throws InterruptedException;
}
