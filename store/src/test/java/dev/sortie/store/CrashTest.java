package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

final class CrashTest {
  private static final AggregateId LEASE = new AggregateId(Kind.LEASE, "abcd1234");

  @TempDir private Path folder;

  @RepeatedTest(4)
  void keepsEverythingAcknowledgedWhenTheWriterIsKilled(RepetitionInfo repetition)
      throws Exception {
    Path file = folder.resolve("journal.db");
    Process writer = Appender.process(file, LEASE.value(), "x", Long.MAX_VALUE).start();
    long acknowledged = 0;
    try (BufferedReader output = writer.inputReader()) {
      Appender.begin(writer);
      while (acknowledged < 37L * repetition.getCurrentRepetition()) {
        acknowledged = Long.parseLong(output.readLine());
      }
      // By its handle, since a Process that is destroyed takes its unread output along.
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      List<String> rest = output.readAllAsString().lines().toList();
      acknowledged = rest.isEmpty() ? acknowledged : Long.parseLong(rest.getLast());
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(writer.exitValue()).as("ended by SIGKILL").isEqualTo(137);
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      long kept = journal.read(LEASE).size();
      assertThat(kept).isBetween(acknowledged, acknowledged + 1);
      Appender.run(journal, LEASE.value(), "heir", kept + 3);
      assertThat(journal.read(LEASE)).hasSize((int) kept + 3);
    }
  }

  @RepeatedTest(5)
  void opensAFileWhoseVeryFirstOpeningWasKilled(RepetitionInfo repetition) throws Exception {
    Path file = folder.resolve("journal.db");
    Process first = Appender.process(file, LEASE.value(), "x", 1).start();
    await("the file appears").pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(file));
    LockSupport.parkNanos(Duration.ofMillis(60L * repetition.getCurrentRepetition()).toNanos());
    first.destroyForcibly().waitFor();
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      Appender.run(journal, LEASE.value(), "heir", 3);
      assertThat(journal.read(LEASE)).hasSize(3);
    }
  }
}
