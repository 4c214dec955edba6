package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
          .singleElement()
          .satisfies(missing -> {
            assertThat(missing.path()).isEqualTo(far.toString());
            assertThat(missing.why())
                .contains("could not list all of it", "./closed", "Permission denied");
          });
      assertThat(report.mayStillCome()).isTrue();
      PullRequest without =
          new PullRequest(far.toString(), temp.resolve("home"), List.of(), List.of("closed/"));
      assertThat(hosts.connect(ssh.target()).pull(without, SyncProgress.NONE, PATIENCE).missing())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OpenSsh.BUSYBOX})
  void aFolderBehindAClosedOneIsUnknownAndSoIsOneThatALinkPromises(String shell) throws Exception {
    Path far = Files.createDirectories(temp.resolve("closed/résultats"));
    Trees.write(far.resolve("two"), "two");
    close(temp.resolve("closed"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("nowhere"));
    try (OpenSsh ssh = OpenSsh.meek(temp.resolve("ssh"), shell);
        SshHosts hosts = new SshHosts()) {
      RemoteHost host = hosts.connect(ssh.target());
      assertThat(pull(host, far).missing())
          .singleElement()
          .satisfies(missing -> assertThat(missing.path()).isEqualTo(far.toString()));
      assertThat(pull(host, link).mayStillCome()).isTrue();
      assertThat(pull(host, temp.resolve("nothing")).missing()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OpenSsh.BUSYBOX})
  void whatVanishesWhileItIsListedIsNoFailure(String shell) throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    for (int i = 0; i < 200; i++) {
      Trees.write(far.resolve("kept/" + i), "x");
    }
    try (OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"), shell);
        SshHosts hosts = new SshHosts();
        Flicker _ = new Flicker(far)) {
      RemoteHost host = hosts.connect(ssh.target());
      PullRequest request =
          new PullRequest(far.toString(), temp.resolve("home"), List.of(), List.of("flicker-*"));
      for (int i = 0; i < 10; i++) {
        assertThat(host.pull(request, SyncProgress.NONE, PATIENCE).missing()).isEmpty();
      }
      assertThat(Trees.facts(temp.resolve("home"))).hasSizeGreaterThanOrEqualTo(200);
    }
  }

  /** Files that come and go. */
  private static final class Flicker implements AutoCloseable {
    private final Thread thread;

    Flicker(Path folder) {
      thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  while (!Thread.currentThread().isInterrupted()) {
                    for (int i = 0; i < 8; i++) {
                      Files.deleteIfExists(
                          Files.writeString(
                              folder.resolve("flicker-" + i), "", StandardCharsets.UTF_8));
                    }
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
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
