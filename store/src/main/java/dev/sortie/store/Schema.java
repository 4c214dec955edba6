package dev.sortie.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;

/** Brings the tables of a journal up to date. */
final class Schema {
  /** The newest migration in {@code db/sqlite}. */
  static final int NEWEST = 2;

  // A lock on a file is the whole process's, so threads need one of their own.
  private static final ReentrantLock HERE = new ReentrantLock();

  private Schema() {}

  /** The version of the tables; 0 for a new file. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma user_version")) {
      return result.getInt(1);
    }
  }

  /**
   * Migrates unless another process has just done it. Flyway takes most of a second to start and
   * does not lock SQLite against itself, hence the look before and the lock.
   */
  static void update(Path file, Connection connection) throws SQLException, IOException {
    HERE.lock();
    try (FileChannel channel =
            FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (version(connection) >= NEWEST) {
        return;
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma journal_mode = wal");
      }
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(Connections.url(file), null, null)
          .locations("classpath:db/sqlite")
          .failOnMissingLocations(true)
          .loggers(FlywayLog.Creator.class.getName())
          .load()
          .migrate();
    } finally {
      HERE.unlock();
    }
  }
}
