package dev.sortie.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** A process that holds the journal's file, says so, and lets it go when it hears something. */
final class HoldingProcess {
  private HoldingProcess() {}

  /**
   * @param args file, {@code writes} or {@code reads}
   */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    Connection connection = Connections.open(file);
    try (Session session = new Session(file, connection)) {
      switch (args[1]) {
        case "writes" ->
            session.write(() -> {
              session.execute(
                  "insert into aggregate (kind, id, last_sequence, ended, created_at)"
                      + " values ('RUN', 'held', 0, 0, '2026-01-01T00:00:00Z')");
              return hold();
            });
        case "reads" ->
            session.read(() -> {
              try (PreparedStatement select = session.prepare("select id from aggregate");
                  ResultSet rows = select.executeQuery()) {
                return rows.next() && hold();
              }
            });
        default -> throw new IllegalArgumentException(args[1]);
      }
    }
  }

  private static boolean hold() {
    System.out.println("held");
    try {
      return System.in.read() > 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Process start(Path file, String how) throws IOException {
    return ChildProcess.of(HoldingProcess.class, file.toString(), how).start();
  }
}
