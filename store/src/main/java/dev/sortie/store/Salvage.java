package dev.sortie.store;

import dev.sortie.core.journal.AggregateId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What could be read of a damaged journal: of each history as much as is whole from its beginning.
 *
 * @param histories how many runs and leases
 * @param facts how many of their facts
 * @param cut how many histories lack their end
 */
record Salvage(int histories, int facts, int cut) {
  private record Row(String at, String type, String body) {}

  static Salvage of(Connection from, Connection into) throws SQLException {
    Map<AggregateId, Long> known = aggregates(from);
    Map<AggregateId, TreeMap<Long, Row>> entries = new LinkedHashMap<>();
    known.keySet().forEach(id -> entries.put(id, new TreeMap<>()));
    // From both ends: between them lies what cannot be read.
    entries(from, "asc", entries);
    entries(from, "desc", entries);
    Connections.execute(into, "begin immediate");
    try {
      Salvage saved = write(known, entries, into);
      claims(from, into);
      Connections.execute(into, "commit");
      return saved;
    } catch (SQLException | RuntimeException e) {
      Connections.execute(into, "rollback");
      throw e;
    }
  }

  /** What is there already stays as it is. */
  private static Salvage write(
      Map<AggregateId, Long> known, Map<AggregateId, TreeMap<Long, Row>> entries, Connection into)
      throws SQLException {
    Set<AggregateId> there = aggregates(into).keySet();
    FactCodec codec = new FactCodec();
    int histories = 0;
    int facts = 0;
    int cut = 0;
    for (Map.Entry<AggregateId, TreeMap<Long, Row>> one : entries.entrySet()) {
      List<Row> whole = whole(one.getValue());
      Long last = known.get(one.getKey());
      boolean lacks = last != null && whole.size() < last;
      cut += lacks || whole.size() < one.getValue().size() ? 1 : 0;
      if (!whole.isEmpty() && !there.contains(one.getKey())) {
        write(into, one.getKey(), whole, codec);
        histories++;
        facts += whole.size();
      }
    }
    return new Salvage(histories, facts, cut);
  }

  String words() {
    return facts == 0
        ? "nothing could be read of it"
        : facts
            + " facts of "
            + histories
            + " runs and leases were saved"
            + (cut == 0 ? "" : ", " + cut + " of them without their end");
  }

  private static List<Row> whole(TreeMap<Long, Row> rows) {
    List<Row> whole = new ArrayList<>();
    for (Row row = rows.get(1L); row != null; row = rows.get(whole.size() + 1L)) {
      whole.add(row);
    }
    return whole;
  }

  private static Map<AggregateId, Long> aggregates(Connection from) {
    Map<AggregateId, Long> all = new LinkedHashMap<>();
    String sql = "select kind, id, last_sequence from aggregate order by number";
    try (Statement select = from.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        all.put(id(row, 1), row.getLong(3));
      }
    } catch (SQLException | IllegalArgumentException _) {
      // What follows cannot be read; its entries may tell of it all the same.
    }
    return all;
  }

  private static void entries(
      Connection from, String order, Map<AggregateId, TreeMap<Long, Row>> all) {
    String sql =
        "select aggregate_kind, aggregate_id, sequence, at, type, body from entry not indexed"
            + " order by rowid "
            + order;
    try (Statement select = from.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        all.computeIfAbsent(id(row, 1), _ -> new TreeMap<>())
            .put(row.getLong(3), new Row(row.getString(4), row.getString(5), row.getString(6)));
      }
    } catch (SQLException | IllegalArgumentException _) {
      // As far as it went.
    }
  }

  private static AggregateId id(ResultSet row, int first) throws SQLException {
    return new AggregateId(
        AggregateId.Kind.valueOf(row.getString(first)), row.getString(first + 1));
  }

  private static void write(Connection into, AggregateId id, List<Row> rows, FactCodec codec)
      throws SQLException {
    try (PreparedStatement aggregate =
            into.prepareStatement(
                "insert into aggregate (kind, id, last_sequence, ended, created_at)"
                    + " values (?, ?, ?, ?, ?)");
        PreparedStatement entry =
            into.prepareStatement("insert into entry values (?, ?, ?, ?, ?, ?)")) {
      aggregate.setString(1, id.kind().name());
      aggregate.setString(2, id.value());
      aggregate.setLong(3, rows.size());
      aggregate.setInt(4, ends(codec, rows.getLast()) ? 1 : 0);
      aggregate.setString(5, rows.getFirst().at());
      aggregate.executeUpdate();
      long sequence = 0;
      for (Row row : rows) {
        sequence++;
        entry.setString(1, id.kind().name());
        entry.setString(2, id.value());
        entry.setLong(3, sequence);
        entry.setString(4, row.at());
        entry.setString(5, row.type());
        entry.setString(6, row.body());
        entry.executeUpdate();
      }
    }
  }

  /** What is not understood is not over: somebody will look. */
  private static boolean ends(FactCodec codec, Row row) {
    try {
      return codec.fact(row.type(), row.body()).ends();
    } catch (RuntimeException _) {
      return false;
    }
  }

  /** Who drives what; those that cannot be read are claimed again by whoever lives. */
  private static void claims(Connection from, Connection into) throws SQLException {
    String columns = "kind, id, owner, host, boot, pid_space, pid, started, beat, beat_at";
    try (Statement select = from.createStatement();
        ResultSet row = select.executeQuery("select " + columns + " from claim");
        PreparedStatement insert =
            into.prepareStatement(
                "insert or ignore into claim (" + columns + ") values (?,?,?,?,?,?,?,?,?,?)")) {
      while (row.next()) {
        for (int i = 1; i <= 10; i++) {
          insert.setObject(i, row.getObject(i));
        }
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      if (!Troubles.isDamage(e) && !String.valueOf(e.getMessage()).contains("no such table")) {
        throw e;
      }
    }
  }
}
