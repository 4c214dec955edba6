package dev.sortie.core.run;

/** Where a run stands. */
public enum RunPhase {
  UNPLANNED,
  /** Renting and booting. */
  RENTING,
  PUSHING,
  SETTING_UP,
  WORKING,
  PULLING,
  /** Work is over; waiting until every lease is proven gone. */
  RELEASING,
  ENDED
}
