package dev.sortie.engine.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.Run;
import java.time.Duration;

/** A run that begins by going on where the journal stops. */
record Successor(RunHandle driver, Runnable goOn) implements RunHandle {
  @Override
  public Run state() {
    return driver.state();
  }

  @Override
  public void begin() {
    goOn.run();
  }

  @Override
  public Cost cost() {
    return driver.cost();
  }

  @Override
  public void stop(Cause cause, String said) {
    driver.stop(cause, said);
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    return driver.await(atMost);
  }
}
