package dev.sortie.engine.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.Run;
import java.time.Duration;

/** A run that begins in its own way. */
record OtherBeginning(RunHandle run, Runnable beginning) implements RunHandle {
  @Override
  public Run state() {
    return run.state();
  }

  @Override
  public void begin() {
    beginning.run();
  }

  @Override
  public Cost cost() {
    return run.cost();
  }

  @Override
  public void stop(Cause cause, String said) {
    run.stop(cause, said);
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    return run.await(atMost);
  }
}
