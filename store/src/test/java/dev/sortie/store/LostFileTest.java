package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.lease.LeaseEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is deleted, replaced or damaged, before a start and under a living process. */
final class LostFileTest {
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("journal.db");
  }

  @Test
  void aFileThatIsDeletedInUseIsWrittenAgainWhole() throws IOException {
    try (SqliteClaims claims = SqliteClaims.open(file, ClaimTerms.USUAL, InstantSource.system());
        SqliteJournal journal = SqliteJournal.open(file)) {
      claims.take(lease(1));
      note(journal, 1, 0);
      Files.delete(file);
      note(journal, 1, 1);
      assertThat(claims.isOurs(lease(1))).isTrue();
      claims.beat();
      assertThat(claims.isOurs(lease(1))).isTrue();
    }
    try (SqliteJournal later = SqliteJournal.open(file)) {
      assertThat(later.read(lease(1))).hasSize(2);
    }
    assertThat(Doubt.read(file)).as("nothing was lost").isEmpty();
  }

  @Test
  void soIsOneWhoseFolderIsDeleted() throws IOException {
    file = folder.resolve("state").resolve("journal.db");
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      note(journal, 1, 0);
      try (Stream<Path> all = Files.walk(file.getParent())) {
        all.sorted(java.util.Comparator.reverseOrder()).forEach(one -> one.toFile().delete());
      }
      assertThat(file.getParent()).doesNotExist();
      note(journal, 1, 1);
    }
    try (SqliteJournal later = SqliteJournal.open(file)) {
      assertThat(later.read(lease(1))).hasSize(2);
    }
  }

  @Test
  void twoProcessesWhoseFileIsDeletedGoOnWithOneFile() throws IOException {
    try (SqliteJournal ours = SqliteJournal.open(file);
        SqliteJournal theirs = SqliteJournal.open(file)) {
      note(ours, 1, 0);
      Files.delete(file);
      note(theirs, 2, 0);
      note(ours, 1, 1);
      assertThat(ours.read(lease(2))).hasSize(1);
      assertThat(theirs.read(lease(1))).hasSize(2);
    }
  }

  @Test
  void whatOnlyTheDeletedFileHeldIsBroughtIntoTheOneThatTookItsPlace() throws IOException {
    try (SqliteJournal ours = SqliteJournal.open(file)) {
      note(ours, 1, 0);
      Files.delete(file);
      try (SqliteJournal theirs = SqliteJournal.open(file)) {
        note(theirs, 2, 0);
        assertThat(ours.all(Kind.LEASE)).containsExactlyInAnyOrder(lease(1), lease(2));
        assertThat(theirs.read(lease(1))).hasSize(1);
      }
    }
  }

  @Test
  void damageIsNoticedAtTheStartAndWhatCanBeReadIsSaved() throws IOException {
    fill(40);
    damage();
    TroubleException told =
        catchThrowableOfType(TroubleException.class, () -> SqliteJournal.open(file).close());
    assertThat(told.trouble().cause()).isEqualTo(Cause.JOURNAL_DAMAGED);
    assertThat(told.trouble().kept()).contains("were saved", ".damaged-");
    assertThat(Doubt.read(file)).hasValueSatisfying(text -> assertThat(text).contains("damaged"));
    try (SqliteJournal later = SqliteJournal.open(file)) {
      assertThat(later.all(Kind.LEASE))
          .isNotEmpty()
          .allSatisfy(lease -> assertThat(later.read(lease)).isNotEmpty());
      int whole = later.read(lease(0)).size();
      assertThat(whole).isBetween(20, 39);
      note(later, 0, whole);
    }
  }

  @Test
  void damageUnderALivingProcessIsToldOnceAndThenItGoesOn() throws IOException {
    fill(40);
    try (SqliteClaims claims = SqliteClaims.open(file, ClaimTerms.USUAL, InstantSource.system());
        SqliteJournal journal = SqliteJournal.open(file)) {
      claims.take(lease(0));
      byte[] garbage = new byte[(int) Files.size(file)];
      java.util.Arrays.fill(garbage, (byte) 0x5a);
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.write(garbage);
      }
      assertThatThrownBy(() -> note(journal, 0, 40))
          .isInstanceOfSatisfying(
              TroubleException.class,
              e -> assertThat(e.trouble().cause()).isEqualTo(Cause.JOURNAL_DAMAGED));
      assertThat(claims.isOurs(lease(0))).as("nobody else has taken it").isTrue();
      note(journal, 0, journal.read(lease(0)).size());
      claims.beat();
      assertThat(claims.isOurs(lease(0))).isTrue();
      assertThat(Doubt.read(file)).isPresent();
    }
  }

  @Test
  void aJournalOfBeforeLeavesItsWriteAheadLog() throws SQLException {
    fill(3);
    assertThat(sql("pragma journal_mode = wal")).isEqualTo("wal");
    SqliteJournal.open(file).close();
    assertThat(sql("pragma journal_mode")).isEqualTo("delete");
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      assertThat(journal.read(lease(0))).hasSize(3);
    }
  }

  @Test
  void aWriteAheadLogThatOthersUseIsLeftByWhoeverComesLater() throws SQLException {
    fill(3);
    sql("pragma journal_mode = wal");
    try (Connection other = DriverManager.getConnection(Connections.url(file));
        Statement statement = other.createStatement()) {
      statement.executeQuery("select * from aggregate").close();
      try (SqliteJournal journal = SqliteJournal.open(file)) {
        note(journal, 0, 3);
      }
      statement.execute("update aggregate set ended = ended");
    }
    SqliteJournal.open(file).close();
    assertThat(sql("pragma journal_mode")).isEqualTo("delete");
  }

  @Test
  void nothingOfAJournalIsMappedIntoMemory() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      note(journal, 0, 0);
      assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(folder.toString());
    }
  }

  private void fill(int facts) {
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      for (int i = 0; i < facts; i++) {
        for (int lease = 0; lease < 5; lease++) {
          note(journal, lease, i);
        }
      }
    }
  }

  /** One page in the middle of the file. */
  private void damage() throws IOException {
    byte[] garbage = new byte[PAGE];
    java.util.Arrays.fill(garbage, (byte) 0x5a);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length() - PAGE);
      open.write(garbage);
    }
  }

  private static void note(SqliteJournal journal, int lease, long after) {
    journal.append(
        lease(lease), after, Instant.EPOCH, List.of(new LeaseEvent.AnswerUnclear("x".repeat(99))));
  }

  private static AggregateId lease(int number) {
    return new AggregateId(Kind.LEASE, "lease00" + number);
  }

  private String sql(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Connections.url(file));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(text)) {
      return result.getString(1);
    }
  }
}
