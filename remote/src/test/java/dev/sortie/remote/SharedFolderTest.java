package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.sync.OwnFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes bring results to one folder: neither writes into what the other has begun. */
final class SharedFolderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path temp;

  @Test
  void besideAProcessThatHoldsItAGatherWaitsAndTheLastPullKeepsItsOwnBeginnings() throws Exception {
    Path far = temp.resolve("far");
    Trees.random(far.resolve("film"), 9 << 20, 1);
    Path home = Files.createDirectories(temp.resolve("home"));
    Path begun = OwnFolders.begun(home, "film");
    Files.createDirectories(begun.getParent());
    Path theirs = Files.writeString(begun, "of another process");
    Process other = holder(OwnFolders.in(home));
    try (OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"));
        SshHosts hosts = new SshHosts()) {
      RemoteHost host = hosts.connect(ssh.target());
      PullRequest request = new PullRequest(far.toString(), home, List.of(), List.of());

      assertThatThrownBy(() -> host.pull(request.duringTheWork(), SyncProgress.NONE, PATIENCE))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("another process brings files");
      assertThat(theirs).hasContent("of another process");

      assertThat(host.pull(request, SyncProgress.NONE, PATIENCE).missing()).isEmpty();
      assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
      assertThat(theirs).hasContent("of another process");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private static Process holder(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sortie.remote.sync.FolderLockTest$Holder",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    return process;
  }
}
