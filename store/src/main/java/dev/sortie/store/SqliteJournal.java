package dev.sortie.store;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.error.UnreadableHistoryException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The journal in one SQLite file, for any number of threads and processes of one computer. What
 * {@link #append} has returned from survives a crash of the process and a power cut.
 *
 * <p>Every method throws {@link TroubleException} when the file cannot be used: held by another
 * process for too long, damaged, not writable, of a newer program, or the disk is full.
 */
public final class SqliteJournal implements Journal, AutoCloseable {
  private final Session session;
  private final FactCodec codec = new FactCodec();
  private final Consumer<String> ear;
  private final Set<AggregateId> told = ConcurrentHashMap.newKeySet();

  private SqliteJournal(Session session, Consumer<String> ear) {
    this.session = session;
    this.ear = ear;
  }

  /** Opens the journal in {@code file}; makes it and its folder if need be. */
  public static SqliteJournal open(Path file) {
    return open(file, _ -> {});
  }

  /**
   * @param ear hears in one line, which begins with the code of its cause, when the file is another
   *     one than before (written again after it was deleted, or begun anew with what could be saved
   *     of a damaged one), when a stopped process held it and was let go on, and once of each
   *     history that this version cannot read
   */
  public static SqliteJournal open(Path file, Consumer<String> ear) {
    Path absolute = file.toAbsolutePath().normalize();
    Session session = new Session(absolute, Connections.open(absolute, ear), telling(ear));
    SqliteJournal journal = new SqliteJournal(session, ear);
    try {
      journal.check();
      return journal;
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static Session.Watch telling(Consumer<String> ear) {
    return new Session.Watch() {
      @Override
      public void reopened(String what) {
        ear.accept(what);
      }

      @Override
      public void stirred(String what) {
        ear.accept(what);
      }
    };
  }

  /** Damage that no read would meet for now is noticed at once. */
  private void check() {
    session.read(() -> {
      try (PreparedStatement check = session.prepare("pragma quick_check(1)");
          ResultSet result = check.executeQuery()) {
        if (!result.next() || !result.getString(1).equals("ok")) {
          throw new SQLiteException(result.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
        }
        return session;
      }
    });
  }

  private record Row(String type, String body) {}

  @Override
  public void append(AggregateId aggregate, long after, Instant at, List<? extends Fact> facts) {
    List<Row> rows =
        facts.stream()
            .map(fact -> new Row(codec.type(aggregate.kind(), fact), codec.body(fact)))
            .toList();
    session.write(() -> {
      if (last(aggregate) != after) {
        throw new StaleWriterException(aggregate, after);
      }
      if (!rows.isEmpty()) {
        advance(aggregate, after + rows.size(), facts.getLast().ends(), at);
        insert(aggregate, after, at, rows);
      }
      return aggregate;
    });
  }

  private long last(AggregateId aggregate) throws SQLException {
    try (PreparedStatement select =
            prepare("select last_sequence from aggregate where kind = ? and id = ?", aggregate);
        ResultSet result = select.executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private void advance(AggregateId aggregate, long sequence, boolean ended, Instant at)
      throws SQLException {
    try (PreparedStatement upsert =
        prepare(
            """
            insert into aggregate (kind, id, last_sequence, ended, created_at)
            values (?, ?, ?, ?, ?)
            on conflict (kind, id) do update
            set last_sequence = excluded.last_sequence, ended = excluded.ended
            """,
            aggregate)) {
      upsert.setLong(3, sequence);
      upsert.setInt(4, ended ? 1 : 0);
      upsert.setString(5, at.toString());
      upsert.executeUpdate();
    }
  }

  private void insert(AggregateId aggregate, long after, Instant at, List<Row> rows)
      throws SQLException {
    try (PreparedStatement insert =
        prepare(
            """
            insert into entry (aggregate_kind, aggregate_id, sequence, at, type, body)
            values (?, ?, ?, ?, ?, ?)
            """,
            aggregate)) {
      long sequence = after;
      for (Row row : rows) {
        sequence++;
        insert.setLong(3, sequence);
        insert.setString(4, at.toString());
        insert.setString(5, row.type());
        insert.setString(6, row.body());
        insert.executeUpdate();
      }
    }
  }

  @Override
  public List<Entry> read(AggregateId aggregate) {
    return readAfter(aggregate, 0);
  }

  @Override
  public List<Entry> readAfter(AggregateId aggregate, long sequence) {
    return session.read(() -> {
      List<Entry> entries = new ArrayList<>();
      try (PreparedStatement select =
          prepare(
              """
              select sequence, at, type, body from entry
              where aggregate_kind = ? and aggregate_id = ? and sequence > ? order by sequence
              """,
              aggregate)) {
        select.setLong(3, sequence);
        try (ResultSet result = select.executeQuery()) {
          while (result.next()) {
            entries.add(entry(aggregate, sequence + entries.size() + 1L, result));
          }
        }
      }
      return List.copyOf(entries);
    });
  }

  private Entry entry(AggregateId aggregate, long expected, ResultSet row) throws SQLException {
    if (row.getLong(1) != expected) {
      throw unreadable(
          aggregate,
          row.getLong(1),
          new UnreadableFactException("entry " + expected + " is missing"));
    }
    return entry(aggregate, row);
  }

  private Entry entry(AggregateId aggregate, ResultSet row) throws SQLException {
    long sequence = row.getLong(1);
    try {
      Instant at = Instant.parse(row.getString(2));
      return new Entry(aggregate, sequence, at, codec.fact(row.getString(3), row.getString(4)));
    } catch (UnreadableFactException | DateTimeException e) {
      throw unreadable(aggregate, sequence, e);
    }
  }

  private UnreadableHistoryException unreadable(
      AggregateId aggregate, long sequence, RuntimeException e) {
    UnreadableHistoryException trouble = Troubles.unreadable(aggregate, sequence, e);
    if (told.add(aggregate)) {
      ear.accept(
          trouble.trouble().cause().code()
              + " "
              + trouble.trouble().happened()
              + "; all else goes on without it");
    }
    return trouble;
  }

  @Override
  public List<Entry> facts(AggregateId.Kind kind, Set<Class<? extends Fact>> types) {
    return facts(kind, types, this::entry);
  }

  @Override
  public List<Entry> readableFacts(AggregateId.Kind kind, Set<Class<? extends Fact>> types) {
    return facts(
        kind,
        types,
        (aggregate, row) -> {
          try {
            return entry(aggregate, row);
          } catch (UnreadableHistoryException _) {
            return null;
          }
        });
  }

  /** Makes an entry of a row; null leaves it out. */
  private interface Reading {
    @Nullable Entry of(AggregateId aggregate, ResultSet row) throws SQLException;
  }

  private List<Entry> facts(
      AggregateId.Kind kind, Set<Class<? extends Fact>> types, Reading reading) {
    List<String> names = codec.names(kind, types);
    String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
    String sql =
        // One walk over the table as it was written is faster than any index: most rows are looked
        // at, few are taken.
        "select sequence, at, type, body, aggregate_id from entry not indexed"
            + " where aggregate_kind = ? and type in ("
            + marks
            + ") order by rowid";
    return session.read(() -> {
      List<Entry> entries = new ArrayList<>();
      try (PreparedStatement select = session.prepare(sql, kind.name())) {
        for (int i = 0; i < names.size(); i++) {
          select.setString(i + 2, names.get(i));
        }
        try (ResultSet result = select.executeQuery()) {
          while (result.next()) {
            Entry entry = reading.of(new AggregateId(kind, result.getString(5)), result);
            if (entry != null) {
              entries.add(entry);
            }
          }
        }
      }
      return List.copyOf(entries);
    });
  }

  @Override
  public List<AggregateId> all(AggregateId.Kind kind) {
    return list("select id from aggregate where kind = ? order by number desc", kind);
  }

  @Override
  public List<AggregateId> open(AggregateId.Kind kind) {
    return list("select id from aggregate where kind = ? and ended = 0 order by number desc", kind);
  }

  private List<AggregateId> list(String sql, AggregateId.Kind kind) {
    return session.read(() -> {
      List<AggregateId> ids = new ArrayList<>();
      try (PreparedStatement select = session.prepare(sql, kind.name());
          ResultSet result = select.executeQuery()) {
        while (result.next()) {
          ids.add(new AggregateId(kind, result.getString(1)));
        }
      }
      return List.copyOf(ids);
    });
  }

  private PreparedStatement prepare(String sql, AggregateId aggregate) throws SQLException {
    return session.prepare(sql, aggregate.kind().name(), aggregate.value());
  }

  @Override
  public void close() {
    session.close();
  }
}
