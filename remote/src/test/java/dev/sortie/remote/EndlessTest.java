package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskStart;
import dev.sortie.remote.ssh.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that never ends: each answer of it is bounded, and known for broken at the bound. */
@Timeout(600)
final class EndlessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String MARK = "printf '\\001sortie\\002'; printf '\\001sortie\\002' >&2; ";

  @TempDir private Path temp;

  private PullRequest request(Path far) {
    return new PullRequest(far.toString(), temp.resolve("home"), List.of(), List.of("junk/"));
  }

  /** Its find goes on with names for ever. */
  private OpenSsh withEndlessNames() throws IOException {
    return withNames("1000000000000");
  }

  /** Its find names files up to that number that are not there. */
  private OpenSsh withNames(String last) throws IOException {
    Path find = temp.resolve("ssh/bin/find");
    Files.createDirectories(find.getParent());
    Files.writeString(
        find,
        """
        #!/bin/sh
        case "$*" in
          *-mindepth*)
            /usr/bin/find "$@"
            seq -f 'f 644 1 1.0@./junk/%.0f@@' 1 LAST | tr -d '\\n' | tr @ '\\0' ;;
          *) exec /usr/bin/find "$@" ;;
        esac
        """
            .replace("LAST", last));
    Files.setPosixFilePermissions(find, PosixFilePermissions.fromString("rwxr-xr-x"));
    return OpenSsh.start(temp.resolve("ssh"));
  }

  @Test
  void ofNamesWithoutEndTheResultsComeHomeAndTheRestIsNamedAsStayingThere() throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    Trees.write(far.resolve("result"), "good");
    try (OpenSsh ssh = withEndlessNames();
        SshHosts hosts = new SshHosts()) {
      PullReport report =
          hosts.connect(ssh.target()).pull(request(far), SyncProgress.NONE, PATIENCE);

      assertThat(temp.resolve("home/result")).hasContent("good");
      assertThat(report.missing())
          .singleElement()
          .satisfies(missing -> {
            assertThat(missing.path()).isEqualTo(far.toString());
            assertThat(missing.why()).contains("more names than are read", "stay there");
          });
      assertThat(report.mayStillCome()).isFalse();
      assertThat(ssh.target()).isNotNull();
    }
  }

  @Test
  void namesThatAreMadeUpAreNotAskedForOneByOneForEver() throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    Trees.write(far.resolve("result"), "good");
    try (OpenSsh ssh = withNames("60000");
        SshHosts hosts = new SshHosts()) {
      PullRequest all = new PullRequest(far.toString(), temp.resolve("home"), List.of(), List.of());
      PullReport report = hosts.connect(ssh.target()).pull(all, SyncProgress.NONE, PATIENCE);

      assertThat(temp.resolve("home/result")).hasContent("good");
      assertThat(report.missing())
          .singleElement()
          .satisfies(one -> {
            assertThat(one.path()).isEqualTo(far.toString());
            assertThat(one.why()).contains("it does not hold; 60000 of those", "junk/1");
          });
      assertThat(report.mayStillCome()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // names that say nothing, one name without end, a list that unpacks to ten gigabytes
        "printf '0\\nP'; cat /dev/zero",
        "printf '0\\nP'; yes",
        "printf '0\\nZ'; head -c 10000000000 /dev/zero | gzip -1"
      })
  void aListWithoutEndIsReadToItsBoundAndNotAskedForAgain(String list) throws Exception {
    try (OpenSsh ssh = OpenSsh.stubborn(temp.resolve("ssh"), MARK + list);
        SshHosts hosts = new SshHosts()) {
      PullReport report =
          hosts
              .connect(ssh.target())
              .pull(request(temp.resolve("far")), SyncProgress.NONE, PATIENCE);

      assertThat(report.missing())
          .singleElement()
          .satisfies(one -> assertThat(one.why()).contains("more names than are read"));
      assertThat(report.mayStillCome()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", MARK + "yes"})
  void anAnswerOrABannerWithoutEndIsACodedCauseAndNothingWaitsForMore(String command)
      throws Exception {
    Files.createDirectories(temp.resolve("code"));
    try (OpenSsh ssh = OpenSsh.stubborn(temp.resolve("ssh"), command);
        SshHosts hosts = new SshHosts()) {
      RemoteHost host = hosts.connect(ssh.target());
      TaskStart task = new TaskStart(new TaskId("task-1"), "true", "/tmp", Map.of());

      assertThatThrownBy(() -> host.start(task)).satisfies(EndlessTest::isBroken);
      PushRequest push =
          new PushRequest(temp.resolve("code"), temp.resolve("app").toString(), List.of(), false);
      assertThatThrownBy(() -> host.push(push, SyncProgress.NONE, Duration.ofSeconds(3)))
          .isInstanceOf(RemoteException.class);
      assertThatThrownBy(() -> host.run("true", silent())).satisfies(EndlessTest::isBroken);
    }
    assertThat(Bounds.LIST_BYTES).isLessThan(100 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec sleep 10000", "while :; do echo still here; sleep 0.1; done"})
  void aCommandThatNeverEndsIsNotWaitedForLongerThanItsTime(String command) throws Exception {
    try (OpenSsh ssh = OpenSsh.stubborn(temp.resolve("ssh"), MARK + command);
        SshHosts hosts = new SshHosts(Duration.ofSeconds(2))) {
      RemoteHost host = hosts.connect(ssh.target());
      assertThatThrownBy(() -> host.run("true", silent())).satisfies(EndlessTest::isBroken);
    }
  }

  private static void isBroken(Throwable thrown) {
    assertThat(thrown).isInstanceOf(RemoteException.class);
    RemoteProblem problem = ((RemoteException) thrown).problem();
    assertThat(problem).isInstanceOf(RemoteProblem.CommandFailed.class);
    assertThat(problem.said()).contains("has no end");
  }

  private static Output silent() {
    return new Output() {
      @Override
      public void standardOut(byte[] chunk) {}

      @Override
      public void standardError(byte[] chunk) {}
    };
  }
}
