package dev.sortie.store;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.error.UnreadableHistoryException;
import dev.sortie.core.journal.AggregateId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteException;

/** What goes wrong with the file of a journal, told so that a person can do something about it. */
final class Troubles {
  private static final String NOT_LOST =
      "what was written before is untouched; rented machines go on until their agreed end";
  private static final String AFTER_DAMAGE =
      "`sortie ps` shows what is known; `sortie reap` finds what else this installation has rented";
  private static final int PRIMARY_CODE = 0xff;

  private Troubles() {}

  static TroubleException of(Path file, SQLException e) {
    return new TroubleException(trouble(file, e), e);
  }

  static TroubleException of(Path file, FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return of(file, sql);
      }
    }
    return new TroubleException(
        new Trouble(
            Cause.STATE_LOCKED,
            file + " cannot be brought up to date: " + e.getMessage(),
            NOT_LOST,
            "check that this is a journal of Sortie; move the file away to begin a new one"),
        e);
  }

  static TroubleException of(Path file, IOException e) {
    return new TroubleException(
        new Trouble(
            Cause.STATE_LOCKED,
            file + " cannot be made: " + e,
            "make its folder, and see that you may write there"),
        e);
  }

  static TroubleException newer(Path file, int version) {
    return new Trouble(
            Cause.STATE_LOCKED,
            file
                + " was written by a newer Sortie (tables of version "
                + version
                + ", this program knows "
                + Schema.NEWEST
                + ")",
            NOT_LOST,
            "use the newer version of Sortie")
        .asException();
  }

  static UnreadableHistoryException unreadable(
      AggregateId aggregate, long sequence, RuntimeException e) {
    return new UnreadableHistoryException(
        new Trouble(
            Cause.STATE_LOCKED,
            "entry " + sequence + " of " + aggregate + " cannot be read: " + e.getMessage(),
            NOT_LOST,
            "use the version of Sortie that wrote it, or a newer one"),
        e);
  }

  /** What was found damaged is put aside; {@code saved} is in the file that stands there now. */
  static TroubleException damaged(Path file, Path aside, String saved, SQLException e) {
    return new TroubleException(
        new Trouble(
            Cause.JOURNAL_DAMAGED,
            file + " is damaged or no journal: " + e.getMessage(),
            saved + "; the damaged file is kept as " + aside,
            AFTER_DAMAGE),
        e);
  }

  static TroubleException damagedForGood(Path file, SQLException e) {
    return new TroubleException(
        new Trouble(
            Cause.JOURNAL_DAMAGED,
            file + " is damaged or no journal, and cannot be put aside: " + e.getMessage(),
            "nothing is written to it any more; rented machines go on until their agreed end",
            "move it away by hand; then " + AFTER_DAMAGE),
        e);
  }

  /** Another process has put it aside or written it again a moment ago; this one opens it anew. */
  static TroubleException replaced(Path file) {
    return new Trouble(
            Cause.STATE_LOCKED,
            file + " was replaced a moment ago",
            NOT_LOST,
            "run the same command again")
        .asException();
  }

  static TroubleException deleted(Path file, Exception e) {
    return new TroubleException(
        new Trouble(
            Cause.JOURNAL_DAMAGED,
            file + " was deleted, and cannot be written again now: " + e.getMessage(),
            "what it held is in the memory of the process that drives the run",
            "see that you may write " + file + " and its folder"),
        e);
  }

  static boolean isBusy(SQLException e) {
    int code = code(e);
    return code == 5 || code == 6;
  }

  static boolean isDamage(SQLException e) {
    int code = code(e);
    return code == 11 || code == 26;
  }

  static boolean isUnwritable(SQLException e) {
    int code = code(e);
    return code == 3 || code == 8 || code == 14 || code == 23;
  }

  private static String holders(Path file) {
    String pids = Holders.of(file).stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "another process" + (pids.isEmpty() ? "" : " (" + pids + ")");
  }

  private static int code(SQLException e) {
    return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE : 0;
  }

  private static Trouble trouble(Path file, SQLException e) {
    return switch (code(e)) {
      case 5, 6 -> // SQLITE_BUSY, SQLITE_LOCKED
          new Trouble(
              Cause.STATE_LOCKED,
              file + " has been held by " + holders(file) + " for more than 10 s",
              NOT_LOST,
              "see which process uses it (fuser " + file + "), end that one and try again");
      case 11, 26 -> // SQLITE_CORRUPT, SQLITE_NOTADB
          new Trouble(
              Cause.JOURNAL_DAMAGED,
              file + " is damaged or no journal: " + e.getMessage(),
              "nothing is written to it any more; rented machines go on until their agreed end",
              AFTER_DAMAGE);
      case 3, 8, 14, 23 -> // SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_AUTH
          new Trouble(
              Cause.STATE_LOCKED,
              file + " cannot be opened for writing: " + e.getMessage(),
              NOT_LOST,
              "see that you may write "
                  + file
                  + " and its folder; until then `sortie ps` shows what is rented, and"
                  + " `SORTIE_STATE=ANOTHER-FOLDER sortie reap --adopt INSTANCE` ends it");
      case 13 -> // SQLITE_FULL
          new Trouble(
              Cause.LOCAL_DISK_FULL,
              "there is no room for " + file,
              NOT_LOST,
              "make room on that disk and run the same command again");
      default ->
          new Trouble(
              Cause.STATE_LOCKED,
              file + " cannot be used: " + e.getMessage(),
              NOT_LOST,
              "check the disk that holds it, then try again");
    };
  }
}
