package dev.sortie.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;

/** Opens the file of a journal. */
final class Connections {
  private static final int BUSY_MILLIS = 10_000;

  private Connections() {}

  static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  /** A connection to tables of the newest version. */
  static Connection open(Path file) {
    try {
      makeFolderOf(file);
    } catch (IOException e) {
      throw Troubles.of(file, e);
    }
    try {
      Connection connection = config().createConnection(url(file));
      try {
        prepare(file, connection);
        return connection;
      } catch (SQLException | IOException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Troubles.of(file, e);
    } catch (FlywayException e) {
      throw Troubles.of(file, e);
    } catch (IOException e) {
      throw Troubles.of(file, e);
    }
  }

  private static void prepare(Path file, Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      // What it takes on macOS to wait for the disk. The driver's own setting for it misspells it.
      statement.execute("pragma fullfsync = 1");
    }
    if (Schema.version(connection) < Schema.NEWEST) {
      Schema.update(file, connection);
    }
    int version = Schema.version(connection);
    if (version > Schema.NEWEST) {
      throw Troubles.newer(file, version);
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    // With a WAL, NORMAL may lose the last appends in a power cut: an intent that is not there
    // although its instance is (law 1). FULL waits for the disk.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config;
  }

  private static void makeFolderOf(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }
}
