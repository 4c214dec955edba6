package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.lease.LeaseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TroublesTest {
  private static final AggregateId LEASE = new AggregateId(Kind.LEASE, "abcd1234");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("journal.db");
  }

  @Test
  void tellsOfANewerProgram() throws SQLException {
    SqliteJournal.open(file).close();
    sql("pragma user_version = 9");
    Trouble trouble = troubleOfOpening();
    assertThat(trouble.cause()).isEqualTo(Cause.STATE_LOCKED);
    assertThat(trouble.happened())
        .contains("newer Sortie (tables of version 9, this program knows " + Schema.NEWEST + ")");
  }

  @Test
  void tellsOfAFileThatIsNoJournal() throws IOException, SQLException {
    Files.writeString(file, "not a database, whatever the name says. ".repeat(100));
    assertThat(troubleOfOpening().happened()).contains("is damaged or no journal");
    assertThat(aside())
        .singleElement()
        .satisfies(kept -> assertThat(Files.readString(kept)).startsWith("not a database"));

    Files.delete(file);
    sql("create table somebody (elses text)");
    assertThat(troubleOfOpening().happened()).contains("cannot be brought up to date");
  }

  @Test
  void tellsOfADamagedFile() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      for (int i = 0; i < 200; i++) {
        journal.append(
            LEASE, i, Instant.EPOCH, List.of(new LeaseEvent.AnswerUnclear("x".repeat(99))));
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
    Files.write(file, bytes);
    assertThatThrownBy(
            () -> {
              try (SqliteJournal journal = SqliteJournal.open(file)) {
                journal.read(LEASE);
              }
            })
        .isInstanceOf(TroubleException.class)
        .hasMessageContaining("is damaged or no journal");
  }

  @Test
  void tellsOfAPlaceWhereNothingCanBeWritten() throws IOException {
    Files.createDirectory(file);
    assertThat(troubleOfOpening().happened()).contains("cannot be opened for writing");
    Path plain = Files.writeString(folder.resolve("plain"), "");
    file = plain.resolve("journal.db");
    assertThat(troubleOfOpening().happened()).contains("cannot be made");
  }

  @Test
  void tellsOfAFullDisk() throws SQLException {
    SqliteJournal.open(file).close();
    Connection connection = Connections.open(file);
    try (Session session = new Session(file, connection);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma max_page_count = 1");
      assertThatThrownBy(() ->
              session.write(() ->
                  statement.execute("create table big as select randomblob(100000) as bytes")))
          .isInstanceOfSatisfying(
              TroubleException.class,
              e -> {
                assertThat(e.trouble().cause()).isEqualTo(Cause.LOCAL_DISK_FULL);
                assertThat(e.trouble().happened()).isEqualTo("there is no room for " + file);
              });
      statement.execute("pragma max_page_count = 1000000");
      session.write(() -> statement.execute("create table small (x)"));
    }
  }

  @Test
  void tellsOfALockThatIsHeldForTooLong() throws SQLException {
    SqliteJournal.open(file).close();
    Connection connection = Connections.open(file);
    try (Connection other = DriverManager.getConnection(Connections.url(file));
        Statement holder = other.createStatement();
        Statement impatience = connection.createStatement();
        Session session = new Session(file, connection)) {
      holder.execute("begin immediate");
      impatience.execute("pragma busy_timeout = 50");
      assertThatThrownBy(() -> session.write(() -> file))
          .isInstanceOf(TroubleException.class)
          .hasMessageContaining("held by another process");
      holder.execute("commit");
      session.write(() -> file);
    }
  }

  @Test
  void tellsWhichEntryThisVersionDoesNotUnderstand() throws SQLException {
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      journal.append(LEASE, 0, Instant.EPOCH, List.of(new LeaseEvent.NotListed()));
      sql(
          "insert into entry values ('LEASE', 'abcd1234', 2, '1970-01-01T00:00:00Z',"
              + " 'lease.flown', '{}')");
      assertThatThrownBy(() -> journal.read(LEASE))
          .isInstanceOf(TroubleException.class)
          .hasMessage(
              "entry 2 of lease:abcd1234 cannot be read: it is a \"lease.flown\", unknown in this"
                  + " version");
      sql("drop trigger entry_is_kept");
      sql("delete from entry where sequence = 1");
      assertThatThrownBy(() -> journal.read(LEASE)).hasMessageContaining("entry 1 is missing");
    }
  }

  private List<Path> aside() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(one -> one.getFileName().toString().contains(".damaged-")).toList();
    }
  }

  private Trouble troubleOfOpening() {
    TroubleException e =
        catchThrowableOfType(TroubleException.class, () -> SqliteJournal.open(file).close());
    assertThat(e).isNotNull();
    return e.trouble();
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Connections.url(file));
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
