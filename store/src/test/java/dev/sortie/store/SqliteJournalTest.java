package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.run.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalTest {
  private static final Instant AT = Instant.parse("2026-11-21T20:00:00.123456789Z");
  private static final AggregateId LEASE = new AggregateId(Kind.LEASE, "abcd1234");
  private static final AggregateId RUN = new AggregateId(Kind.RUN, "hello-1");

  @TempDir private Path folder;
  private Path file;
  private SqliteJournal journal;

  @BeforeEach
  void open() {
    file = folder.resolve("state/journal.db");
    journal = SqliteJournal.open(file);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void givesBackWhatWasAppendedInItsOrder() {
    LeaseEvent first = new LeaseEvent.AnswerUnclear("what?");
    LeaseEvent second = new LeaseEvent.NotListed();
    LeaseEvent third = new LeaseEvent.DestroyTried("");
    journal.append(LEASE, 0, AT, List.of(first, second));
    journal.append(LEASE, 2, AT.plusSeconds(1), List.of(third));
    List<Entry> expected =
        List.of(
            new Entry(LEASE, 1, AT, first),
            new Entry(LEASE, 2, AT, second),
            new Entry(LEASE, 3, AT.plusSeconds(1), third));
    assertThat(journal.read(LEASE)).isEqualTo(expected);
    try (SqliteJournal other = SqliteJournal.open(file)) {
      assertThat(other.read(LEASE)).isEqualTo(expected);
      assertThat(other.read(RUN)).isEmpty();
    }
  }

  @Test
  void refusesAWriterThatHasNotSeenTheLastEntry() {
    journal.append(LEASE, 0, AT, List.of(new LeaseEvent.NotListed()));
    for (long after : new long[] {0, 2}) {
      assertThatThrownBy(
              () -> journal.append(LEASE, after, AT, List.of(new LeaseEvent.Resurfaced())))
          .isInstanceOf(StaleWriterException.class);
    }
    assertThatThrownBy(() -> journal.append(LEASE, 0, AT, List.of()))
        .isInstanceOf(StaleWriterException.class);
    journal.append(LEASE, 1, AT, List.of());
    assertThat(journal.read(LEASE)).hasSize(1);
  }

  @Test
  void writesAllFactsOfAnAppendOrNone() throws SQLException {
    // A trigger stands in for a disk that fails half way.
    sql(
        "create trigger stop before insert on entry when new.sequence = 2"
            + " begin select raise(abort, 'stop'); end");
    assertThatThrownBy(() ->
            journal.append(
                LEASE, 0, AT, List.of(new LeaseEvent.NotListed(), new LeaseEvent.Gone())))
        .hasMessageContaining("stop");
    assertThat(journal.read(LEASE)).isEmpty();
    assertThat(journal.all(Kind.LEASE)).isEmpty();
    journal.append(LEASE, 0, AT, List.of(new LeaseEvent.NotListed()));
    assertThat(journal.read(LEASE)).hasSize(1);
  }

  @Test
  void listsNewestFirstAndKnowsWhatIsOpen() {
    AggregateId second = new AggregateId(Kind.LEASE, "second22");
    AggregateId third = new AggregateId(Kind.LEASE, "third333");
    journal.append(LEASE, 0, AT, List.of(new LeaseEvent.NotListed()));
    journal.append(second, 0, AT.minusSeconds(9), List.of(new LeaseEvent.Gone()));
    journal.append(third, 0, AT, List.of(new LeaseEvent.NotListed()));
    journal.append(LEASE, 1, AT, List.of(new LeaseEvent.NotListed()));
    journal.append(RUN, 0, AT, List.of(new RunEvent.PushStarted()));
    assertThat(journal.all(Kind.LEASE)).containsExactly(third, second, LEASE);
    assertThat(journal.open(Kind.LEASE)).containsExactly(third, LEASE);
    assertThat(journal.all(Kind.RUN)).containsExactly(RUN);

    journal.append(RUN, 1, AT, List.of(new RunEvent.Ended()));
    assertThat(journal.open(Kind.RUN)).isEmpty();
    journal.append(second, 1, AT, List.of(new LeaseEvent.Resurfaced()));
    assertThat(journal.open(Kind.LEASE)).containsExactly(third, second, LEASE);
  }

  @Test
  void findsFactsOfSomeTypesInAllHistories() {
    AggregateId second = new AggregateId(Kind.LEASE, "second22");
    LeaseEvent unclear = new LeaseEvent.AnswerUnclear("what?");
    journal.append(second, 0, AT, List.of(new LeaseEvent.NotListed(), unclear));
    journal.append(LEASE, 0, AT, List.of(unclear, new LeaseEvent.Resurfaced(), unclear));
    journal.append(RUN, 0, AT, List.of(new RunEvent.PushStarted()));
    assertThat(journal.facts(Kind.LEASE, Set.of(LeaseEvent.AnswerUnclear.class)))
        .containsExactly(
            new Entry(second, 2, AT, unclear),
            new Entry(LEASE, 1, AT, unclear),
            new Entry(LEASE, 3, AT, unclear));
    assertThat(
            journal.facts(Kind.RUN, Set.of(RunEvent.PushStarted.class, RunEvent.PullStarted.class)))
        .containsExactly(new Entry(RUN, 1, AT, new RunEvent.PushStarted()));
    assertThat(journal.facts(Kind.LEASE, Set.of(LeaseEvent.Gone.class))).isEmpty();
  }

  @Test
  void keepsRunsAndLeasesOfTheSameNameApart() {
    AggregateId run = new AggregateId(Kind.RUN, LEASE.value());
    journal.append(LEASE, 0, AT, List.of(new LeaseEvent.NotListed()));
    journal.append(run, 0, AT, List.of(new RunEvent.PushStarted()));
    assertThat(journal.read(run)).hasSize(1);
    assertThatThrownBy(() -> journal.append(run, 1, AT, List.of(new LeaseEvent.Gone())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isOnlyEverAddedTo() {
    journal.append(LEASE, 0, AT, List.of(new LeaseEvent.NotListed()));
    assertThatThrownBy(() -> sql("delete from entry")).hasMessageContaining("only ever added to");
    assertThatThrownBy(() -> sql("update entry set body = '{}'"))
        .hasMessageContaining("only ever added to");
  }

  @Test
  void waitsForTheDiskAndMapsNothingIntoMemory() throws SQLException {
    assertThat(pragma(Connections.open(file), "synchronous")).isEqualTo("2");
    assertThat(pragma(Connections.open(file), "fullfsync")).isEqualTo("1");
    assertThat(pragma(Connections.open(file), "busy_timeout")).isEqualTo("10000");
    assertThat(pragma(Connections.open(file), "foreign_keys")).isEqualTo("1");
    assertThat(pragma(Connections.open(file), "journal_mode")).isEqualTo("truncate");
    assertThat(pragma(Connections.open(file), "mmap_size")).isEqualTo("0");
  }

  @Test
  void makesItsFolderForItsOwnerOnly() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Connections.url(file))) {
      connection.createStatement().execute(text);
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (connection;
        ResultSet result = connection.createStatement().executeQuery("pragma " + name)) {
      return result.getString(1);
    }
  }
}
