package dev.sortie.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.TroubleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void twoProcessesAndTwoThreadsNeverWorkAtTheSameTime() throws Exception {
    Path count = Files.writeString(folder.resolve("count"), "0");
    String lock = folder.resolve("lock").toString();
    Process one = Counting.start(lock, count.toString(), "100");
    Process other = Counting.start(lock, count.toString(), "100");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> third = threads.submit(() -> count(lock, count));
      Future<?> fourth = threads.submit(() -> count(lock, count));
      third.get();
      fourth.get();
    }
    assertThat(one.waitFor()).isZero();
    assertThat(other.waitFor()).isZero();
    assertThat(count).hasContent("400");
  }

  private static void count(String lock, Path count) {
    Counting.count(new FileMutex(Path.of(lock), PATIENCE), count, 100);
  }

  @Test
  void aProcessThatDiesHoldsNothing() throws Exception {
    Path lock = folder.resolve("lock");
    Process holder = held(lock);
    assertThatThrownBy(() -> new FileMutex(lock, Duration.ofMillis(50)).alone(() -> {}))
        .isInstanceOfSatisfying(
            TroubleException.class,
            e -> assertThat(e.trouble().cause()).isEqualTo(Cause.STATE_LOCKED));
    holder.destroyForcibly().waitFor();
    new FileMutex(lock, PATIENCE).alone(() -> {});
  }

  @Test
  void workThatFailsLetsTheNextOneIn() {
    FileMutex mutex = new FileMutex(folder.resolve("lock"), PATIENCE);
    assertThatThrownBy(() ->
            mutex.alone(() -> {
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    mutex.alone(() -> {});
  }

  /** On POSIX systems a process loses its lock when any of its threads closes the file. */
  @Test
  void aThreadThatGivesUpWaitingTakesTheLockFromNobody() throws Exception {
    Path lock = folder.resolve("lock");
    FileMutex patient = new FileMutex(lock, PATIENCE);
    patient.alone(() -> {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        FileMutex hasty = new FileMutex(lock, Duration.ofMillis(30));
        assertThatThrownBy(() -> threads.submit(() -> hasty.alone(() -> {})).get())
            .hasCauseInstanceOf(TroubleException.class);
      }
      assertThat(isFreeForAnotherProcess(lock)).isFalse();
    });
    assertThat(isFreeForAnotherProcess(lock)).isTrue();
  }

  private boolean isFreeForAnotherProcess(Path lock) {
    try {
      Path count = Files.writeString(folder.resolve("tries"), "0");
      Process process = Counting.start(lock.toString(), count.toString(), "1", "1000");
      return process.waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Process held(Path lock) throws IOException {
    Process holder = Counting.start(lock.toString());
    assertThat(holder.inputReader().readLine()).isEqualTo("held");
    return holder;
  }
}
