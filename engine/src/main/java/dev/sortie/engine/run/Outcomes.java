package dev.sortie.engine.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.remote.RemoteProblem;

/** Which coded cause a person is told for what happened on the market or a machine. */
public final class Outcomes {
  private Outcomes() {}

  public static Cause of(RemoteProblem problem) {
    return switch (problem) {
      case RemoteProblem.Unreachable _, RemoteProblem.Dropped _, RemoteProblem.KeyRefused _ ->
          Cause.CONNECTION_LOST;
      case RemoteProblem.HostKeyChanged _ -> Cause.HOST_KEY_CHANGED;
      case RemoteProblem.RemoteDiskFull _ -> Cause.REMOTE_DISK_FULL;
      case RemoteProblem.LocalDiskFull _ -> Cause.LOCAL_DISK_FULL;
      case RemoteProblem.LocalFailure _ -> Cause.LOCAL_FAILURE;
      case RemoteProblem.CommandFailed _ -> Cause.SETUP_FAILED;
    };
  }

  public static Cause of(EndReason.Kind kind) {
    return switch (kind) {
      case DONE, ASKED, FETCHED, RUN_FAILED, NOT_NEEDED, STRAY -> Cause.INTERRUPTED;
      case CEILING -> Cause.CEILING_REACHED;
      case BAD_IMAGE -> Cause.BAD_IMAGE;
      case CONTAINER_FAILED, LEFTOVER -> Cause.CONTAINER_FAILED;
      case NO_GUARD -> Cause.NO_GUARD;
      case PRICE_RAISED -> Cause.PRICE_RAISED;
      case STUCK_LOADING -> Cause.STUCK_LOADING;
      case SSH_NEVER_UP -> Cause.SSH_NEVER_UP;
      case INSTANCE_LOST -> Cause.INSTANCE_LOST;
    };
  }

  public static Cause of(NotRentedReason why) {
    return switch (why) {
      case OFFER_GONE -> Cause.OFFER_TAKEN;
      case NO_CREDIT -> Cause.CREDIT;
      case SPEND_LIMIT -> Cause.SPEND_LIMIT;
      case BAD_KEY -> Cause.BAD_KEY;
      case SECOND_FACTOR -> Cause.SECOND_FACTOR;
      case UNREACHABLE -> Cause.MARKET_UNREACHABLE;
      case REFUSED, NEVER_APPEARED, NOT_OURS -> Cause.MARKET_FAILED;
      case CALLED_OFF -> Cause.INTERRUPTED;
    };
  }

  /** Whether another offer may do better after this one came to nothing. */
  static boolean mayRetry(NotRentedReason why) {
    return switch (why) {
      case OFFER_GONE, REFUSED, NEVER_APPEARED -> true;
      // A market that does not say what it has rented must not be asked for one more.
      case NOT_OURS -> false;
      case NO_CREDIT, SPEND_LIMIT, BAD_KEY, SECOND_FACTOR, UNREACHABLE, CALLED_OFF -> false;
    };
  }
}
