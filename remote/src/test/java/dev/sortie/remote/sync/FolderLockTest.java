package dev.sortie.remote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  /** Another process that has it until its input ends, or it is killed. */
  private Process other() throws IOException {
    Process process = java(Holder.class);
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    return process;
  }

  private Process java(Class<?> program) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static final class Holder {
    public static void main(String[] args) throws IOException {
      try (FolderLock _ = FolderLock.take(Path.of(args[0]), Duration.ZERO).orElseThrow()) {
        System.out.println("held");
        while (System.in.read() >= 0) {
          // Until the input ends.
        }
      }
    }
  }

  private Optional<FolderLock> take(Duration patience) throws IOException {
    return FolderLock.take(folder, patience);
  }

  @Test
  void whatAnotherProcessHasIsWaitedForAndLeavesNothingBehind() throws Exception {
    Process other = other();
    assertThat(take(Duration.ofMillis(300))).isEmpty();
    other.outputWriter().close();
    try (FolderLock mine = take(Duration.ofSeconds(10)).orElseThrow()) {
      assertThat(mine).isNotNull();
    }
    assertThat(other.waitFor()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessHadIsFree() throws Exception {
    Process other = other();
    other.destroyForcibly().waitFor();
    assertThat(folder).isNotEmptyDirectory();
    take(Duration.ofSeconds(10)).orElseThrow().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofManyProcessesNeverTwoHaveIt() throws Exception {
    Path inside = folder.resolve("inside");
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(java(Crowd.class));
    }
    for (Process one : all) {
      assertThat(one.waitFor()).isZero();
    }
    assertThat(inside).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  /** Goes in and out, and fails when somebody else is inside. */
  static final class Crowd {
    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      for (int i = 0; i < 20; i++) {
        try (FolderLock _ = FolderLock.take(folder, Duration.ofMinutes(1)).orElseThrow()) {
          Files.createDirectory(folder.resolve("inside"));
          Files.delete(folder.resolve("inside"));
        }
      }
    }
  }

  @Test
  void ofTwoInOneProcessOnlyOneHasIt() throws Exception {
    try (FolderLock _ = take(Duration.ZERO).orElseThrow()) {
      assertThat(take(Duration.ZERO)).isEmpty();
    }
  }
}
