package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;

/** The exact next command after each cause that a run can end with. */
final class NextSteps {
  private NextSteps() {}

  static String after(Cause cause, String run) {
    return switch (cause) {
      case TASK_FAILED, SETUP_FAILED -> "sortie logs " + run;
      case CEILING_REACHED -> "run the rest again with a higher --max-cost or --max-hours";
      case BUDGET_UNKNOWN -> "sortie doctor --accept-journal";
      case JOURNAL_DAMAGED -> "sortie ps";
      case BUDGET_FULL -> "a lower --max-cost, or raise the limit in the config file";
      case CEILING_TOO_LOW -> "raise --max-cost or --max-hours";
      case OFFER_TAKEN, NO_OFFERS -> "run the same command again, or loosen --query";
      case CREDIT, SPEND_LIMIT -> "add credit to the account, then `sortie doctor`";
      case BAD_KEY, NO_KEY, SECOND_FACTOR, MARKET_UNREACHABLE, MARKET_FAILED -> "sortie doctor";
      case BAD_IMAGE -> "check --image; a private one on ghcr.io needs GHCR_TOKEN";
      case REMOTE_DISK_FULL -> "run it again with a larger --disk";
      case LOCAL_DISK_FULL -> "make room here, then run it again";
      case INTERRUPTED -> "sortie receipt " + run;
      case RESULTS_MISSING -> "sortie logs " + run + ", then run what is missing again";
      case CONTAINER_FAILED,
          STUCK_LOADING,
          SSH_NEVER_UP,
          INSTANCE_LOST,
          CONNECTION_LOST,
          NO_GUARD,
          PRICE_RAISED,
          HOST_KEY_CHANGED ->
          "run the same command again: it takes another machine";
      case LOCAL_FAILURE ->
          "give yourself the right to it (chmod u+rw), then run the same command again";
      case DESTROY_FAILED -> "sortie down --all";
      case TAKEN_OVER -> "sortie attach " + run;
      case BAD_QUERY,
          BAD_RECIPE,
          NO_TASKS,
          NOT_FOUND,
          BAD_SSH_KEY,
          SECRET_MISSING,
          BAD_ARGUMENT,
          STATE_LOCKED,
          INTERNAL ->
          "sortie doctor";
    };
  }
}
