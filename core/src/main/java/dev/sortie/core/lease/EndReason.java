package dev.sortie.core.lease;

/**
 * Why a rental is to be ended.
 *
 * @param said the market's or the machine's own words, or ours; may be empty
 */
public record EndReason(Kind kind, String said) {
  /** The kinds of reasons. */
  public enum Kind {
    /** The work is done and the results are home. */
    DONE,
    /** A person asked for it. */
    ASKED,
    /** A person asked for it elsewhere, after what it held had been brought home there. */
    FETCHED,
    /** The budget or the agreed life is used up. */
    CEILING,
    /** The run failed and what could be saved is home. */
    RUN_FAILED,
    /** The image does not exist or may not be pulled: no other machine would do better. */
    BAD_IMAGE,
    /** This machine cannot pull the image or make the container. */
    CONTAINER_FAILED,
    /** It did not start in time. */
    STUCK_LOADING,
    /** It runs, but SSH never let us in. */
    SSH_NEVER_UP,
    /** It stopped, went offline or vanished without our doing. */
    INSTANCE_LOST,
    /** The create call was refused and made an instance all the same. */
    LEFTOVER,
    /** Its guard could not be proven alive: it might have outlived us. */
    NO_GUARD,
    /** The market asks more than it offered, and no work was done there yet. */
    PRICE_RAISED,
    /** Another machine of the same run was ready first. */
    NOT_NEEDED,
    /** It was found on the market although nothing wanted it any more. */
    STRAY;

    /** Whether another offer may do better. */
    public boolean isMachinesFault() {
      return switch (this) {
        case CONTAINER_FAILED,
            STUCK_LOADING,
            SSH_NEVER_UP,
            INSTANCE_LOST,
            LEFTOVER,
            NO_GUARD,
            PRICE_RAISED ->
            true;
        case DONE, ASKED, FETCHED, CEILING, RUN_FAILED, BAD_IMAGE, NOT_NEEDED, STRAY -> false;
      };
    }
  }
}
