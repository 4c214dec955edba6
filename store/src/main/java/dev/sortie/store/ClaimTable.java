package dev.sortie.store;

import dev.sortie.core.journal.AggregateId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements on the table of claims. Only to be used within a piece of work of the session. */
final class ClaimTable {
  private final Session session;

  ClaimTable(Session session) {
    this.session = session;
  }

  /** A line of the table. */
  record Row(Claimant by, long beat, String beatAt) {}

  boolean isOwner(AggregateId what, String owner) throws SQLException {
    // Asked before every step, so it is kept.
    PreparedStatement isOwner =
        session.keep("select owner = ? from claim where kind = ? and id = ?");
    isOwner.setString(1, owner);
    isOwner.setString(2, what.kind().name());
    isOwner.setString(3, what.value());
    try (ResultSet result = isOwner.executeQuery()) {
      return result.next() && result.getBoolean(1);
    }
  }

  Optional<Row> find(AggregateId what) throws SQLException {
    try (PreparedStatement select =
            session.prepare(
                """
                select owner, host, boot, pid_space, pid, started, beat, beat_at from claim
                where kind = ? and id = ?
                """,
                what.kind().name(),
                what.value());
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new Row(claimant(row), row.getLong(7), row.getString(8)))
          : Optional.empty();
    }
  }

  void put(AggregateId what, Claimant by, Instant now) throws SQLException {
    try (PreparedStatement insert =
        session.prepare(
            """
            insert or replace into claim
              (kind, id, owner, host, boot, pid_space, started, beat_at, pid, beat)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """,
            what.kind().name(),
            what.value(),
            by.owner(),
            by.host(),
            by.boot(),
            by.pidSpace(),
            by.started(),
            now.toString())) {
      insert.setLong(9, by.pid());
      insert.executeUpdate();
    }
  }

  void beat(String owner, Instant now) throws SQLException {
    update("update claim set beat = beat + 1, beat_at = ? where owner = ?", now.toString(), owner);
  }

  Set<AggregateId> of(String owner) throws SQLException {
    Set<AggregateId> all = new HashSet<>();
    try (PreparedStatement select =
            session.prepare("select kind, id from claim where owner = ?", owner);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(id(row, 1));
      }
    }
    return all;
  }

  void drop(AggregateId what, String owner) throws SQLException {
    update(
        "delete from claim where kind = ? and id = ? and owner = ?",
        what.kind().name(),
        what.value(),
        owner);
  }

  void dropAll(String owner) throws SQLException {
    update("delete from claim where owner = ?", owner);
  }

  /** Claims on things that are over. */
  Map<AggregateId, Claimant> onEnded() throws SQLException {
    Map<AggregateId, Claimant> all = new HashMap<>();
    try (PreparedStatement select =
            session.prepare(
                """
                select owner, host, boot, pid_space, pid, started, kind, id
                from claim join aggregate using (kind, id) where ended = 1
                """);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.put(id(row, 7), claimant(row));
      }
    }
    return all;
  }

  private static AggregateId id(ResultSet row, int first) throws SQLException {
    return new AggregateId(
        AggregateId.Kind.valueOf(row.getString(first)), row.getString(first + 1));
  }

  private static Claimant claimant(ResultSet row) throws SQLException {
    return new Claimant(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6));
  }

  private void update(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = session.prepare(sql, parameters)) {
      statement.executeUpdate();
    }
  }
}
