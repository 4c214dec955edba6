package dev.sortie.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;

/** Opens the file of a journal. */
final class Connections {
  static final int BUSY_MILLIS = 10_000;

  private Connections() {}

  static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  static Connection open(Path file) {
    return open(file, _ -> {});
  }

  /**
   * A connection to tables of the newest version.
   *
   * @param ear hears in words of a stopped process that held the file
   */
  static Connection open(Path file, Consumer<String> ear) {
    try {
      if (!Files.exists(file)) {
        makeFolderOf(file);
      }
      try {
        return openThere(file);
      } catch (SQLException e) {
        if (Troubles.isBusy(e) && Holders.letGoOn(file, ear)) {
          return openThere(file);
        }
        throw e;
      }
    } catch (SQLException e) {
      if (Troubles.isDamage(e)) {
        throw Rescue.putAside(file, Session.identityOf(file), e);
      }
      if (Troubles.isUnwritable(e) && Files.isRegularFile(file)) {
        return Copy.toRead(file).orElseThrow(() -> Troubles.of(file, e));
      }
      throw Troubles.of(file, e);
    } catch (FlywayException e) {
      throw Troubles.of(file, e);
    } catch (IOException e) {
      if (Files.isRegularFile(file)) {
        return Copy.toRead(file).orElseThrow(() -> Troubles.of(file, e));
      }
      throw Troubles.of(file, e);
    }
  }

  private static Connection openThere(Path file) throws SQLException, IOException {
    Connection connection = config().createConnection(url(file));
    try {
      prepare(file, connection);
      return connection;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void prepare(Path file, Connection connection) throws SQLException, IOException {
    // Files in memory kill the whole program when their disk is full or read-only (SIGBUS).
    execute(connection, "pragma mmap_size = 0");
    // What it takes on macOS to wait for the disk. The driver's own setting for it misspells it.
    execute(connection, "pragma fullfsync = 1");
    leaveWal(connection);
    if (Schema.version(connection) < Schema.NEWEST) {
      Schema.update(file, connection);
    }
    int version = Schema.version(connection);
    if (version > Schema.NEWEST) {
      throw Troubles.newer(file, version);
    }
  }

  /**
   * A write-ahead log maps a file into memory. Journals of before have one; it is left when nobody
   * else has the file open, and otherwise by the next process that finds it so.
   */
  private static void leaveWal(Connection connection) throws SQLException {
    execute(connection, "pragma busy_timeout = 0");
    try {
      execute(connection, "pragma journal_mode = truncate");
    } catch (SQLException e) {
      if (!Troubles.isBusy(e) && !Troubles.isUnwritable(e)) {
        throw e;
      }
    } finally {
      execute(connection, "pragma busy_timeout = " + BUSY_MILLIS);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    // NORMAL may lose the last appends in a power cut, or worse: an intent that is not there
    // although its instance is (law 1). FULL waits for the disk.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config;
  }

  static void makeFolderOf(Path file) throws IOException {
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
