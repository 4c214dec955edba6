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
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody goes on writing after the work (law 8): waited for, then taken as it is and named. */
final class WrittenOnTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path temp;

  private PullRequest request(Path far) {
    return new PullRequest(far.toString(), temp.resolve("home"), List.of(), List.of());
  }

  private static PullReport pull(RemoteHost host, PullRequest request) {
    return host.pull(request, SyncProgress.NONE, PATIENCE);
  }

  /** Never ends by itself; what it writes to has begun when this returns. */
  private static Process writer(Path file, String loop) throws IOException {
    Process writer =
        new ProcessBuilder("/bin/sh", "-c", "exec 3>>\"$1\"; " + loop, "scribbler", file.toString())
            .start();
    long before = Files.exists(file) ? Files.size(file) : 0;
    Awaitility.await().until(() -> Files.exists(file) && Files.size(file) > before);
    return writer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OpenSsh.BUSYBOX})
  void whatGrowsOnIsTakenAsItIsAndNamedWithItsWriter(String shell) throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    Path log = Trees.random(far.resolve("run.log"), 9 << 20, 1);
    Trees.write(far.resolve("other"), "other");
    Process writer = writer(log, "while :; do echo line >&3; done");
    try (OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"), shell);
        SshHosts hosts = new SshHosts()) {
      RemoteHost host = hosts.connect(ssh.target());

      PullReport waiting = pull(host, request(far));
      assertThat(waiting.isStillWritten()).isTrue();
      assertThat(waiting.mayStillCome()).isTrue();
      assertThat(waiting.missing())
          .singleElement()
          .satisfies(missing -> {
            assertThat(missing.path()).isEqualTo("run.log");
            assertThat(missing.why())
                .contains("still being written by ", "scribbler", "(" + writer.pid() + ")");
          });
      assertThat(temp.resolve("home/run.log")).doesNotExist();
      assertThat(temp.resolve("home/other")).hasContent("other");
      assertThat(host.traffic().bytesUp()).isLessThan((9 << 20) + Files.size(log));

      PullReport taken = pull(host, request(far).asItIs());
      assertThat(taken.mayStillCome()).isFalse();
      assertThat(taken.missing())
          .singleElement()
          .satisfies(missing -> {
            assertThat(missing.isTaken()).isTrue();
            assertThat(missing.why()).contains("scribbler", "here are the ", " it held at 20");
          });
      byte[] home = Files.readAllBytes(temp.resolve("home/run.log"));
      assertThat(home).hasSizeGreaterThan(9 << 20);
      assertThat(home).isEqualTo(Arrays.copyOf(Files.readAllBytes(log), home.length));

      writer.destroyForcibly().waitFor();
      assertThat(pull(host, request(far)).missing()).isEmpty();
      assertThat(Trees.facts(temp.resolve("home"))).isEqualTo(Trees.facts(far));
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatIsWrittenOverAndOverIsTakenAsOneReadingFindsIt() throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    Path state = far.resolve("state");
    Process writer =
        writer(
            state,
            "n=0; while :; do n=$((n + 1)); echo \"$n\" >\"$1.new\"; echo $n >>\"$1.new\";"
                + " mv \"$1.new\" \"$1\"; done");
    try (OpenSsh ssh = OpenSsh.start(temp.resolve("ssh"));
        SshHosts hosts = new SshHosts()) {
      RemoteHost host = hosts.connect(ssh.target());
      PullRequest request =
          new PullRequest(far.toString(), temp.resolve("home"), List.of(), List.of("*.new"));
      // On a busy machine the writer may rest for as long as a pull takes: then it comes whole.
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> pull(host, request).isStillWritten());
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() ->
              pull(host, request.asItIs()).missing().stream()
                  .anyMatch(PullReport.Missing::isTaken));
      assertThat(Files.readAllLines(temp.resolve("home/state"))).isNotEmpty();
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }
}
