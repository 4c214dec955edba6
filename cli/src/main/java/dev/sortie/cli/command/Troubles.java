package dev.sortie.cli.command;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.market.BadQueryException;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.plan.NoOffersException;
import dev.sortie.recipes.BadRecipeException;
import dev.sortie.recipes.BadTaskFileException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** The coded cause behind an exception that the layers below throw. */
public final class Troubles {
  private static final String MAKE_ROOM = "make room, then run the same command again";

  private Troubles() {}

  /** Empty for exceptions that nobody foresaw. */
  public static Optional<Trouble> of(Throwable thrown) {
    return switch (thrown) {
      case TroubleException trouble -> Optional.of(trouble.trouble());
      case NoOffersException none ->
          Optional.of(OffersCommand.none(none.search(), none.exclusions()));
      case MarketException market -> Optional.of(of(market.problem()));
      case BadQueryException query ->
          Optional.of(
              new Trouble(
                  Cause.BAD_QUERY,
                  said(query),
                  "correct the query; `sortie help offers` shows one"));
      case BadRecipeException recipe -> Optional.of(recipe.trouble());
      case BadTaskFileException tasks -> Optional.of(tasks.trouble());
      case RemoteException remote -> Optional.of(of(remote.problem()));
      case StaleWriterException stale ->
          Optional.of(
              new Trouble(
                  Cause.STATE_LOCKED,
                  said(stale),
                  "another sortie has taken over; see how it goes: `sortie ps`"));
      case FencedException fenced ->
          Optional.of(
              new Trouble(Cause.TAKEN_OVER, said(fenced), "see who drives it: `sortie ps`"));
      case UncheckedIOException io when io.getCause() instanceof FileSystemException file ->
          Optional.of(of(file));
      default -> Optional.empty();
    };
  }

  /** What a failed read of the market, or a clear refusal, comes to. */
  public static Trouble of(MarketProblem problem) {
    String said = problem.said();
    return switch (problem) {
      case MarketProblem.BadKey _ ->
          new Trouble(Cause.BAD_KEY, said, "set VAST_API_KEY to a valid key, then `sortie doctor`");
      case MarketProblem.SecondFactor _ ->
          new Trouble(
              Cause.SECOND_FACTOR,
              said,
              "log in anew (`vastai tfa login`) and set VAST_API_KEY to that session's key, or to an"
                  + " API key that needs none (https://cloud.vast.ai/manage-keys/); then `sortie"
                  + " doctor`");
      case MarketProblem.RateLimited _ ->
          new Trouble(Cause.MARKET_FAILED, said, "wait a minute, then run the same command again");
      case MarketProblem.InsufficientCredit _ ->
          new Trouble(Cause.CREDIT, said, "add credit to the account, then `sortie doctor`");
      case MarketProblem.SpendLimit _ ->
          new Trouble(Cause.SPEND_LIMIT, said, "take a cheaper offer, or wait and try again");
      case MarketProblem.NotFound _ -> new Trouble(Cause.MARKET_FAILED, said, "`sortie doctor`");
      case MarketProblem.Refused _ -> new Trouble(Cause.MARKET_FAILED, said, "`sortie doctor`");
      case MarketProblem.Malformed _ -> new Trouble(Cause.MARKET_FAILED, said, "`sortie doctor`");
      case MarketProblem.Unreachable _ ->
          new Trouble(Cause.MARKET_UNREACHABLE, said, "check the connection: `sortie doctor`");
      case MarketProblem.NoAnswer _ ->
          new Trouble(Cause.MARKET_UNREACHABLE, said, "check the connection: `sortie doctor`");
    };
  }

  /** What a failed call to a rented machine comes to. */
  public static Trouble of(RemoteProblem problem) {
    String said = problem.said();
    String next = "`sortie ps` shows what is still rented";
    return switch (problem) {
      case RemoteProblem.Unreachable _ -> new Trouble(Cause.SSH_NEVER_UP, said, next);
      case RemoteProblem.KeyRefused _ ->
          new Trouble(Cause.BAD_SSH_KEY, said, "check --ssh-key; `sortie doctor` looks at keys");
      case RemoteProblem.HostKeyChanged _ -> new Trouble(Cause.HOST_KEY_CHANGED, said, next);
      case RemoteProblem.Dropped _ -> new Trouble(Cause.CONNECTION_LOST, said, next);
      case RemoteProblem.RemoteDiskFull _ ->
          new Trouble(Cause.REMOTE_DISK_FULL, said, "rent more disk: --disk");
      case RemoteProblem.LocalDiskFull _ -> new Trouble(Cause.LOCAL_DISK_FULL, said, MAKE_ROOM);
      case RemoteProblem.CommandFailed _ -> new Trouble(Cause.SETUP_FAILED, said, next);
      case RemoteProblem.LocalFailure _ ->
          new Trouble(Cause.LOCAL_FAILURE, said, "check the path and its rights");
    };
  }

  private static Trouble of(FileSystemException failure) {
    String reason = failure.getReason() == null ? "" : failure.getReason();
    if (reason.contains("No space left") || reason.contains("Disk quota exceeded")) {
      return new Trouble(Cause.LOCAL_DISK_FULL, said(failure), MAKE_ROOM);
    }
    String happened =
        failure instanceof AccessDeniedException
            ? said(failure) + ": access denied"
            : failure.getClass().getSimpleName() + ": " + said(failure);
    return new Trouble(Cause.LOCAL_FAILURE, happened, "check the path and its rights");
  }

  /** The message of an exception, never null. */
  public static String said(Exception failure) {
    return failure.getMessage() == null ? "" : failure.getMessage();
  }
}
