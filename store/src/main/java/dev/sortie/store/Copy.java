package dev.sortie.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * A copy of a journal that may only be read where it is, and not even that as it is: one of an
 * older version, with a write-ahead log, or whose last writer was killed in the middle of it.
 */
final class Copy {
  private Copy() {}

  /** Empty when it cannot be copied either. */
  static Optional<Connection> toRead(Path file) {
    try {
      Path folder = Files.createTempDirectory("sortie-journal");
      Path copy = folder.resolve("journal.db");
      for (String part : List.of("", "-journal", "-wal")) {
        Path original = Path.of(file + part);
        if (Files.exists(original)) {
          Path there = Path.of(copy + part);
          Files.copy(original, there);
          there.toFile().deleteOnExit();
        }
      }
      folder.toFile().deleteOnExit();
      Connection connection = DriverManager.getConnection(Connections.url(copy));
      if (Schema.version(connection) < Schema.NEWEST) {
        Schema.migrate(copy);
      }
      Connections.execute(connection, "pragma query_only = 1");
      return Optional.of(connection);
    } catch (IOException | SQLException | FlywayException _) {
      // What was wrong with the original is what a person should hear.
      return Optional.empty();
    }
  }
}
