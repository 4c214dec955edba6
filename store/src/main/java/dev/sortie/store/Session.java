package dev.sortie.store;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.TroubleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection that threads take in turns, since a transaction is the whole connection's. Sees
 * before each use that the file is still the one it has open: one that was deleted is written again
 * from it, one that is damaged is put aside, one that was replaced is opened anew.
 */
final class Session implements AutoCloseable {
  /** Who finds it locked once does not wait long the next time: machines are renewed meanwhile. */
  private static final int BUSY_AGAIN_MILLIS = 250;

  private final Path file;
  private final Watch watch;
  private final ReentrantLock turn = new ReentrantLock();
  private final Map<String, PreparedStatement> kept = new HashMap<>();
  private Connection connection;
  private @Nullable Object identity;
  private boolean impatient;
  private String doubt;

  /** Hears in our turn, in one line that begins with the code of its cause. */
  interface Watch {
    /** The file is another one than before. */
    default void reopened(String what) {}

    /** A stopped process held the file, and was let go on. */
    default void stirred(String what) {}
  }

  Session(Path file, Connection connection) {
    this(file, connection, new Watch() {});
  }

  Session(Path file, Connection connection, Watch watch) {
    this.file = file;
    this.connection = connection;
    this.watch = watch;
    this.doubt = Doubt.read(file).orElse("");
    this.identity = identityOf(file);
  }

  /** Something done with a connection. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** A statement whose first parameters are set. Only to be used within a piece of work. */
  PreparedStatement prepare(String sql, String... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setString(i + 1, parameters[i]);
    }
    return statement;
  }

  /** A statement that is kept for the next time; not to be closed. */
  PreparedStatement keep(String sql) throws SQLException {
    PreparedStatement known = kept.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      kept.put(sql, known);
    }
    return known;
  }

  <T> T read(Work<T> work) {
    turn.lock();
    try {
      boolean outermost = turn.getHoldCount() == 1;
      if (outermost) {
        beSure();
      }
      T result = outermost ? unhindered(work) : work.run();
      if (outermost) {
        hurry(false);
      }
      return result;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      turn.unlock();
    }
  }

  /** Once more when the one who held the file was only asleep: nothing of it was done yet. */
  private <T> T unhindered(Work<T> work) throws SQLException {
    try {
      return work.run();
    } catch (SQLException e) {
      if (Troubles.isBusy(e) && Holders.letGoOn(file, watch::stirred)) {
        hurry(false);
        return work.run();
      }
      throw e;
    }
  }

  /**
   * Does all of {@code work} or nothing, alone among all processes. In SQL and not by {@link
   * Connection#setAutoCommit}: the driver's commit begins the next transaction at once, which can
   * fail after ours has succeeded.
   */
  <T> T write(Work<T> work) {
    return read(() -> {
      execute("begin immediate");
      T result;
      try {
        result = work.run();
        execute("commit");
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
      if (!isSame()) {
        // Written to a file that nobody will ever read.
        throw Troubles.replaced(file);
      }
      return result;
    });
  }

  void execute(String sql) throws SQLException {
    Connections.execute(connection, sql);
  }

  private void rollBack(Exception cause) {
    try {
      execute("rollback");
    } catch (SQLException e) {
      // SQLite has rolled back by itself after a full disk or an I/O error.
      cause.addSuppressed(e);
    }
  }

  private TroubleException failed(SQLException e) {
    if (Troubles.isBusy(e)) {
      hurry(true);
    } else if (Troubles.isDamage(e)) {
      return Rescue.putAside(file, identity, e);
    }
    return Troubles.of(file, e);
  }

  private void hurry(boolean now) {
    if (impatient != now) {
      impatient = now;
      try {
        execute("pragma busy_timeout = " + (now ? BUSY_AGAIN_MILLIS : Connections.BUSY_MILLIS));
      } catch (SQLException _) {
        // It waits as long as before.
      }
    }
  }

  private boolean isSame() {
    Object there = identityOf(file);
    return there == null ? !Files.notExists(file) : there.equals(identity);
  }

  private void beSure() throws SQLException {
    if (isSame()) {
      return;
    }
    if (!Files.exists(file)) {
      Rescue.writeAgain(file, connection);
    }
    Connection fresh = Connections.open(file, watch::stirred);
    Rescue.bringOver(file, connection, fresh);
    kept.clear();
    try {
      connection.close();
    } finally {
      connection = fresh;
      identity = identityOf(file);
      impatient = false;
    }
    watch.reopened(Cause.JOURNAL_DAMAGED.code() + " " + file + " " + whatHappened());
  }

  private String whatHappened() {
    String now = Doubt.read(file).orElse("");
    String what =
        now.equals(doubt)
            ? "was deleted or replaced while it was in use; what it held is in the one that is there"
                + " now"
            : "is another one than before: "
                + now.substring(now.startsWith(doubt) ? doubt.length() : 0).strip();
    doubt = now;
    return what;
  }

  /** Null when it is not there or cannot be told. */
  static @Nullable Object identityOf(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException _) {
      // A folder that may not be looked into says nothing of the file.
      return null;
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw Troubles.of(file, e);
    } finally {
      turn.unlock();
    }
  }
}
