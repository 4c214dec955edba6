package dev.sortie.remote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The note of what is home, on disks that are full or were. */
final class PulledTest {
  private static final Path FULL = Path.of("/dev/full");
  private static final Path OPEN = Path.of("/proc/self/fd");

  @TempDir private Path folder;

  @Test
  void aDiskThatIsFullFromTheFirstByteLeavesNoFileOpen() throws IOException {
    assumeTrue(Files.exists(FULL) && Files.exists(OPEN), "needs /dev/full and /proc");
    Files.createSymbolicLink(folder.resolve("note.new"), FULL);
    Pulled pulled = Pulled.load(folder.resolve("note"), "/work");
    pulled.put("a", new Pulled.Version(1, 2, 3, "hash", false));
    assertThatThrownBy(pulled::save)
        .isInstanceOfSatisfying(
            RemoteException.class,
            e -> assertThat(e.problem()).isInstanceOf(RemoteProblem.LocalDiskFull.class));
    assertThat(open()).doesNotContain(FULL);
  }

  @Test
  void aNoteThatCannotBeReadCountsAsNoneAndIsNotLeftOpen() throws IOException {
    assumeTrue(Files.exists(OPEN), "needs /proc");
    Path note = folder.resolve("note");
    Files.writeString(note, "cut short by a full disk");
    assertThat(Pulled.load(folder.resolve("note"), "/work").isDuringWork("a")).isFalse();
    assertThat(open()).doesNotContain(note.toRealPath());
  }

  private static List<Path> open() throws IOException {
    try (Stream<Path> all = Files.list(OPEN)) {
      return all.flatMap(PulledTest::target).toList();
    }
  }

  private static Stream<Path> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor));
    } catch (IOException e) {
      // Closed meanwhile.
      return Stream.empty();
    }
  }
}
