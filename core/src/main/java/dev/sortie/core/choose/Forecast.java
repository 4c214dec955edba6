package dev.sortie.core.choose;

import dev.sortie.core.money.Cost;
import java.time.Duration;

/** What a job on one offer is expected to take and cost. */
public record Forecast(Duration boot, Duration transfer, Duration work, Cost cost) {
  public Duration total() {
    return boot.plus(transfer).plus(work);
  }
}
