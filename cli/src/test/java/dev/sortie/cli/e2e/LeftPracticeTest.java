package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a practice market leaves running when it is killed, as the next command finds it. */
@Execution(ExecutionMode.CONCURRENT)
class LeftPracticeTest {
  private final String seconds = "6" + (100_000 + new Random().nextInt(800_000));

  @TempDir Path root;

  @Test
  void theNextCommandNamesWhatRunsOnAndEndsWhatHasNoFolder() throws Exception {
    Path gone = root.resolve("gone");
    try (Cli old = new Cli(gone);
        Cli next = new Cli(root.resolve("next"))) {
      CliProcess killed =
          old.start("run", "--practice", "--yes", "--job", "j", "--", "sleep " + seconds);
      killed.untilSaid("^1/1");
      await("the task runs").atMost(Duration.ofMinutes(1)).until(() -> tasks().size() == 1);
      killed.signal("KILL").exit();

      CliProcess ps = next.run("ps");
      assertThat(ps.out()).isEqualTo("nothing is running");
      assertThat(ps.err())
          .contains("runs on without its market: " + old.state(), "ends by itself within 10 min");
      CliProcess doctor = next.run("doctor");
      assertThat(doctor.out()).contains("runs on without its market: " + old.state());
      assertThat(tasks()).as("the market may come back").hasSize(1);

      delete(gone);
      CliProcess later = next.run("ps", "--practice");
      assertThat(later.err())
          .contains("ended a practice machine that an earlier market left: " + old.state());
      await("ended").atMost(Duration.ofSeconds(30)).until(() -> tasks().isEmpty());
      assertThat(next.run("ps").err()).doesNotContain(old.state().toString());
    } finally {
      tasks().forEach(ProcessHandle::destroyForcibly);
    }
  }

  private List<ProcessHandle> tasks() {
    return ProcessHandle.allProcesses().filter(one -> isTask(one.pid())).toList();
  }

  private boolean isTask(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
          .equals("sleep\0" + seconds + "\0");
    } catch (IOException _) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
