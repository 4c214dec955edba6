package dev.sortie.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** Brings the tables of a journal up to date. */
final class Schema {
  /** The newest migration in {@code db/sqlite}. */
  static final int NEWEST = 2;

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
    Turn.alone(
        file,
        () -> {
          if (version(connection) < NEWEST) {
            migrate(file);
          }
        });
  }

  static void migrate(Path file) {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(Connections.url(file), null, null)
        .locations("classpath:db/sqlite")
        .failOnMissingLocations(true)
        .loggers(FlywayLog.Creator.class.getName())
        .load()
        .migrate();
  }
}
