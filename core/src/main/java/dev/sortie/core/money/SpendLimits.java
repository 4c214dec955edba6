package dev.sortie.core.money;

import java.util.Optional;

/** What all runs of an installation together may spend at most (law 7). */
public record SpendLimits(Optional<Usd> perDay, Optional<Usd> perMonth, Optional<Usd> perCampaign) {
  public static final SpendLimits NONE =
      new SpendLimits(Optional.empty(), Optional.empty(), Optional.empty());

  public boolean isNone() {
    return equals(NONE);
  }
}
