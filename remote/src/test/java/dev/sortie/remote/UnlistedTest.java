package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine cannot read of its own folders is unknown, not empty (laws 4 and 8). */
final class UnlistedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path temp;

  private PullReport pull(RemoteHost host, Path far) {
    PullRequest request =
        new PullRequest(far.toString(), temp.resolve("home"), List.of(), List.of());
    return host.pull(request, SyncProgress.NONE, PATIENCE);
  }

  private static void close(Path folder) throws IOException {
    Files.setAttribute(folder, "unix:uid", 12_345);
    Files.setPosixFilePermissions(folder, Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OpenSsh.BUSYBOX})
  void aFolderThatCannotBeReadLeavesThePullUnfinished(String shell) throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    Trees.write(far.resolve("open/one"), "one");
    Trees.write(far.resolve("closed/two"), "two");
    close(far.resolve("closed"));
    try (OpenSsh ssh = OpenSsh.meek(temp.resolve("ssh"), shell);
        SshHosts hosts = new SshHosts()) {
      PullReport report = pull(hosts.connect(ssh.target()), far);
      assertThat(temp.resolve("home/open/one")).hasContent("one");
      assertThat(report.missing())
          .containsExactly(
              PullReport.Missing.yet(far.toString(), "the machine could not list all of it"));
      assertThat(report.mayStillCome()).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeEnteredIsNotAnEmptyOne() throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    Trees.write(far.resolve("two"), "two");
    close(far);
    try (OpenSsh ssh = OpenSsh.meek(temp.resolve("ssh"), "");
        SshHosts hosts = new SshHosts()) {
      RemoteHost host = hosts.connect(ssh.target());
      assertThat(pull(host, far).mayStillCome()).isTrue();
      Files.setAttribute(far, "unix:uid", 0);
      Files.setPosixFilePermissions(
          far, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
      assertThat(pull(host, far).missing()).isEmpty();
      assertThat(temp.resolve("home/two")).hasContent("two");
    }
  }

  @Test
  void aFileWhereAFolderWasMeantIsNamedAsWhatNeverComes() throws Exception {
    Path far = Trees.write(temp.resolve("result"), "one");
    try (OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"));
        SshHosts hosts = new SshHosts()) {
      assertThat(pull(hosts.connect(ssh.target()), far).missing())
          .containsExactly(PullReport.Missing.forGood(far.toString(), "is no folder there"));
    }
  }
}
