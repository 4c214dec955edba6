package dev.sortie.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/** One connection that threads take in turns, since a transaction is the whole connection's. */
final class Session implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final ReentrantLock turn = new ReentrantLock();

  Session(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
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

  <T> T read(Work<T> work) {
    turn.lock();
    try {
      return work.run();
    } catch (SQLException e) {
      throw Troubles.of(file, e);
    } finally {
      turn.unlock();
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
      try {
        T result = work.run();
        execute("commit");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    });
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void rollBack(Exception cause) {
    try {
      execute("rollback");
    } catch (SQLException e) {
      // SQLite has rolled back by itself after a full disk or an I/O error.
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    read(() -> {
      connection.close();
      return file;
    });
  }
}
