package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SyncProgress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyncTest {
  @TempDir private Path temp;
  private OpenSsh ssh;
  private RemoteHost host;
  private Path local;
  private Path far;
  private final SshHosts hosts = new SshHosts();

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
    host = hosts.connect(ssh.target());
    local = Files.createDirectories(temp.resolve("local"));
    far = temp.resolve("far it's");
  }

  @AfterEach
  void stop() {
    hosts.close();
    if (ssh != null) {
      ssh.close();
    }
  }

  private PushReport push() {
    PushRequest request = new PushRequest(local, far.toString(), List.of(), false);
    return host.push(request, SyncProgress.NONE, Duration.ofSeconds(10));
  }

  private PullReport pull(Path to) {
    PullRequest request = new PullRequest(far.toString(), to, List.of(), List.of());
    return host.pull(request, SyncProgress.NONE, Duration.ofSeconds(10));
  }

  @Test
  void bringsEveryKindOfNameThereAndBack() throws Exception {
    Trees.mixed(local, 1);
    Path odd = Files.createDirectories(local.resolve("odd"));
    Files.writeString(Path.of(URI.create(odd.toUri() + "%FFbytes%FE")), "no UTF-8");
    Trees.random(local.resolve("large"), 9 << 20, 2);
    PushReport pushed = push();
    assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
    assertThat(pushed.sentFiles()).isEqualTo(pushed.files());
    assertThat(Files.exists(Path.of(URI.create(far.toUri() + "odd/%FFbytes%FE")))).isTrue();
    Path back = temp.resolve("back");
    PullReport pulled = pull(back);
    assertThat(pulled.missing()).isEmpty();
    assertThat(pulled.files()).isEqualTo(pushed.files());
    assertThat(Trees.facts(back)).isEqualTo(Trees.facts(local));
    assertThat(Files.exists(Path.of(URI.create(back.toUri() + "odd/%FFbytes%FE")))).isTrue();
  }

  @Test
  void worksWithBusyboxAlone() throws Exception {
    ssh.close();
    ssh = OpenSsh.start(temp.resolve("busybox"), OpenSsh.BUSYBOX);
    host = hosts.connect(ssh.target());
    Trees.mixed(local, 3);
    Trees.random(local.resolve("large"), 9 << 20, 4);
    assertThat(push().sentFiles()).isPositive();
    assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
    assertThat(push().sentFiles()).isZero();
    Path back = temp.resolve("back");
    assertThat(pull(back).missing()).isEmpty();
    assertThat(Trees.facts(back)).isEqualTo(Trees.facts(local));
    assertThat(pull(back).broughtFiles()).isZero();
  }

  @Test
  void sendsOnlyWhatChangedOnEitherSide() throws Exception {
    for (int i = 0; i < 20; i++) {
      Trees.write(local.resolve("f" + i), "content " + i);
    }
    assertThat(push().sentFiles()).isEqualTo(20);
    assertThat(push().sentFiles()).isZero();
    Trees.write(local.resolve("f3"), "CONTENT 3");
    Files.delete(far.resolve("f5"));
    Trees.write(far.resolve("f7"), "changed there, longer");
    assertThat(push().sentFiles()).isEqualTo(3);
    assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
  }

  @Test
  void deletesOnlyWhatItSentItself() throws Exception {
    Trees.write(local.resolve("mine/gone"), "1");
    Trees.write(local.resolve("mine/kept"), "2");
    Trees.write(local.resolve("folder/inner"), "3");
    Trees.write(local.resolve("becomes a folder"), "4");
    push();
    Trees.write(far.resolve("mine/result"), "made there");
    Trees.write(far.resolve("folder/result"), "made there");
    Files.delete(local.resolve("mine/gone"));
    Files.delete(local.resolve("folder/inner"));
    Files.delete(local.resolve("folder"));
    Files.delete(local.resolve("becomes a folder"));
    Trees.write(local.resolve("becomes a folder/now"), "5");
    PushReport report = push();
    assertThat(report.deletedFiles()).isEqualTo(2);
    assertThat(Trees.facts(far).keySet())
        .containsExactlyInAnyOrder(
            "mine",
            "mine/kept",
            "mine/result",
            "folder",
            "folder/result",
            "becomes a folder",
            "becomes a folder/now");
  }

  @Test
  void sendsAgainOrReportsWhatChangesWhileItIsRead() throws Exception {
    Path moving = Trees.write(local.resolve("moving"), "x".repeat(200_000));
    Trees.write(local.resolve("still"), "still");
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try (RandomAccessFile file = new RandomAccessFile(moving.toFile(), "rw")) {
                while (!stop.get()) {
                  file.seek(0);
                  file.write((int) System.nanoTime());
                  Files.setLastModifiedTime(moving, FileTime.from(Instant.now()));
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    FileTime first = Files.getLastModifiedTime(moving);
    Awaitility.await("writer writes").until(() -> !Files.getLastModifiedTime(moving).equals(first));
    PushReport report = push();
    stop.set(true);
    writer.join();
    assertThat(report.unsettled()).containsExactly("moving");
    assertThat(push().unsettled()).isEmpty();
    assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
  }

  @Test
  void bringsHomeOnlyWhatIsWantedAndReportsWhatCannotBe() throws Exception {
    Trees.write(far.resolve("out/a.png"), "a");
    Trees.write(far.resolve("out/tmp/b.png"), "b");
    Trees.write(far.resolve("cache/c"), "c");
    Files.createSymbolicLink(far.resolve("out/escape"), Path.of("/etc/passwd"));
    PullRequest request =
        new PullRequest(far.toString(), temp.resolve("b"), List.of("out/"), List.of("tmp/"));
    PullReport report = host.pull(request, SyncProgress.NONE, Duration.ofSeconds(5));
    assertThat(report.missing())
        .singleElement()
        .satisfies(m -> assertThat(m.path() + m.why()).contains("out/escape", "outside"));
    assertThat(temp.resolve("b/out/a.png")).hasContent("a");
    assertThat(temp.resolve("b/cache")).doesNotExist();
    assertThat(temp.resolve("b/out/tmp")).doesNotExist();
    assertThat(Files.exists(temp.resolve("b/out/escape"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void takesAMissingRemoteFolderForAnEmptyOne() {
    assertThat(pull(temp.resolve("b")).files()).isZero();
    assertThat(pull(temp.resolve("b")).missing()).isEmpty();
  }

  @Test
  void fetchesAgainWhatWasSpoiledHere() throws Exception {
    Trees.write(far.resolve("f"), "right");
    Path back = temp.resolve("back");
    pull(back);
    Trees.write(back.resolve("f"), "wrong");
    assertThat(pull(back).broughtFiles()).isEqualTo(1);
    assertThat(back.resolve("f")).hasContent("right");
    Files.delete(back.resolve("f"));
    assertThat(pull(back).broughtFiles()).isEqualTo(1);
  }

  @Test
  void saysWhoseDiskIsFull() throws Exception {
    Path small = Files.createDirectories(temp.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "none", small.toString())
            .start();
    Assumptions.assumeTrue(mount.waitFor() == 0, "needs to mount a tmpfs");
    try {
      Trees.random(local.resolve("f"), 3 << 20, 5);
      PushRequest push = new PushRequest(local, small.resolve("far").toString(), List.of(), false);
      assertThat(problem(() -> host.push(push, SyncProgress.NONE, Duration.ofSeconds(3))))
          .isInstanceOf(RemoteProblem.RemoteDiskFull.class);
      push();
      assertThat(problem(() -> pull(small.resolve("back"))))
          .isInstanceOf(RemoteProblem.LocalDiskFull.class);
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  private static RemoteProblem problem(Runnable call) {
    try {
      call.run();
    } catch (RemoteException e) {
      return e.problem();
    }
    throw new AssertionError("no failure");
  }
}
