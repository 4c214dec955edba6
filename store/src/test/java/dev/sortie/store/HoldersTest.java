package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.lease.LeaseEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 9: who is stopped in the middle of a write does not keep the others from taking over. */
final class HoldersTest {
  private static final AggregateId LEASE = new AggregateId(Kind.LEASE, "abcd1234");

  @TempDir private Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private Path file() {
    return folder.resolve("journal.db");
  }

  private SqliteJournal journal() {
    return SqliteJournal.open(file(), said::add);
  }

  private static void append(SqliteJournal journal, long after) {
    journal.append(LEASE, after, Instant.EPOCH, List.of(new LeaseEvent.NotListed()));
  }

  private Process stopped(String how) throws IOException {
    Process process = HoldingProcess.start(file(), how);
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    signal(process, "STOP");
    await().until(() -> Processes.isStopped(process.pid()));
    // It hears this when it goes on.
    process.outputWriter().write("?");
    process.outputWriter().flush();
    return process;
  }

  private static void signal(Process process, String name) throws IOException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"writes", "reads"})
  void whoIsStoppedWhileItHoldsTheFileIsLetGoOnAndBothGetTheirWayIn(String how) throws Exception {
    try (SqliteJournal journal = journal()) {
      append(journal, 0);
      Process process = stopped(how);

      append(journal, 1);

      assertThat(journal.read(LEASE)).hasSize(2);
      assertThat(process.waitFor()).as("its work is done too").isZero();
      assertThat(journal.all(Kind.RUN)).hasSize(how.equals("writes") ? 1 : 0);
      assertThat(said)
          .singleElement()
          .asString()
          .startsWith("SRT-703 process " + process.pid() + " was stopped")
          .contains("kill -CONT " + process.pid());
    }
  }

  @Test
  void whoOpensTheFileLetsAStoppedWriterGoOn() throws Exception {
    journal().close();
    Process process = stopped("writes");
    try (SqliteJournal journal = journal()) {
      append(journal, 0);
      assertThat(process.waitFor()).isZero();
      assertThat(journal.all(Kind.RUN)).hasSize(1);
    }
  }

  @Test
  void whoHoldsItAndWorksIsNamedAndLeftAlone() throws Exception {
    try (SqliteJournal journal = journal()) {
      append(journal, 0);
      Process process = HoldingProcess.start(file(), "writes");
      assertThat(process.inputReader().readLine()).isEqualTo("held");

      assertThat(Holders.of(file())).containsExactly(process.pid());
      assertThatThrownBy(() -> append(journal, 1))
          .isInstanceOf(TroubleException.class)
          .hasMessageContaining("another process (" + process.pid() + ")");
      assertThat(said).isEmpty();

      process.outputWriter().close();
      assertThat(process.waitFor()).isZero();
      assertThat(Holders.of(file())).isEmpty();
      append(journal, 1);
    }
  }
}
