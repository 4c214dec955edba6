package dev.sortie.core.money.suite;

/** What becomes of one rental. */
enum Fate {
  /** Nothing goes wrong. */
  GOOD,
  /** The container never runs. */
  STUCK,
  /** It runs and lets nobody in. */
  NO_SSH,
  /** It stops in the middle of the work, which is seen later. */
  LOST,
  /** We die or are cut off; the guard on the instance has to end it. */
  ALONE,
  /** The work never ends by itself. */
  ENDLESS
}
