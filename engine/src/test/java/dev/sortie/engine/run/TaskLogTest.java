package dev.sortie.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.LogPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLogTest {
  private static final LeaseId FIRST = new LeaseId("lease001");
  private static final LeaseId NEXT = new LeaseId("lease002");

  @TempDir private Path folder;

  @Test
  void onTheSameMachineReadingGoesOnWhereItStopped() {
    write(FIRST, "one\n");
    try (TaskLog log = TaskLog.open(file(), FIRST)) {
      assertThat(log.read()).isEqualTo(new LogPosition(4, 0));
    }
  }

  @Test
  void onAnotherMachineTheTaskIsReadFromItsBeginningAndNothingIsLost() {
    write(FIRST, "one\n");
    try (TaskLog log = TaskLog.open(file(), NEXT)) {
      assertThat(log.read()).isEqualTo(LogPosition.START);
      log.append(false, "again\n".getBytes(UTF_8));
    }
    assertThat(file()).hasContent("one\nagain\n");
    try (TaskLog log = TaskLog.open(file(), NEXT)) {
      assertThat(log.read()).isEqualTo(new LogPosition(6, 0));
    }
  }

  @Test
  void aPositionFromBeforeMachinesWereNotedCountsForTheMachineThereIs() throws IOException {
    write(FIRST, "one\n");
    Path position = Path.of(file() + ".position");
    Files.write(position, java.util.Arrays.copyOf(Files.readAllBytes(position), 3 * Long.BYTES));
    try (TaskLog log = TaskLog.open(file(), FIRST)) {
      assertThat(log.read()).isEqualTo(new LogPosition(4, 0));
    }
  }

  private void write(LeaseId lease, String text) {
    try (TaskLog log = TaskLog.open(file(), lease)) {
      log.append(false, text.getBytes(UTF_8));
    }
  }

  private Path file() {
    return folder.resolve("task-1.log");
  }

  @Test
  void keepsNoMoreThanItMaySaysSoAtItsEndAndReadsOn() throws IOException {
    byte[] chunk = "0123456789".repeat(100).getBytes(UTF_8);
    try (TaskLog log = TaskLog.open(file(), FIRST, 2_500)) {
      for (int i = 0; i < 100; i++) {
        log.append(i % 2 == 1, chunk);
      }
      assertThat(log.isFull()).isTrue();
      assertThat(log.read()).isEqualTo(new LogPosition(50_000, 50_000));
    }
    String kept = Files.readString(file());
    assertThat(kept).startsWith("0123456789").hasSizeLessThan(2_700);
    assertThat(kept.substring(2_500))
        .isEqualTo(
            "\n[sortie: this log ends here at 2.5 kB; the task printed more, which is not kept]\n");
    try (TaskLog log = TaskLog.open(file(), FIRST, 2_500)) {
      assertThat(log.isFull()).as("also for who resumes").isTrue();
      assertThat(log.read()).isEqualTo(new LogPosition(50_000, 50_000));
      log.append(false, chunk);
      assertThat(log.read()).isEqualTo(new LogPosition(51_000, 50_000));
    }
    assertThat(file()).hasContent(kept);
  }

  @Test
  void whatFitsExactlyIsNoMore() throws IOException {
    try (TaskLog log = TaskLog.open(file(), FIRST, 10)) {
      log.append(false, "0123456789".getBytes(UTF_8));
      assertThat(log.isFull()).isFalse();
    }
    assertThat(file()).hasContent("0123456789");
  }
}
