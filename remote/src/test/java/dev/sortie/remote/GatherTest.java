package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.sync.OwnFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls while tasks are still writing. */
final class GatherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path temp;
  private OpenSsh ssh;
  private CuttingProxy proxy;
  private RemoteHost host;
  private Path far;
  private Path home;
  private final SshHosts hosts = new SshHosts();

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
    proxy = new CuttingProxy(ssh.port(), () -> Long.MAX_VALUE);
    host = hosts.connect(ssh.target(proxy.address()));
    far = Files.createDirectories(temp.resolve("far"));
    home = temp.resolve("home");
  }

  @AfterEach
  void stop() throws IOException {
    hosts.close();
    if (proxy != null) {
      proxy.close();
    }
    if (ssh != null) {
      ssh.close();
    }
  }

  private PullRequest request() {
    return new PullRequest(far.toString(), home, List.of(), List.of());
  }

  private PullReport gather() {
    return host.pull(request().duringTheWork(), SyncProgress.NONE, PATIENCE);
  }

  private PullReport pullAll() {
    return host.pull(request(), SyncProgress.NONE, PATIENCE);
  }

  /** A file that was last written to long ago. */
  private Path settled(String name, int bytes, long seed) throws IOException {
    Path file = Trees.random(far.resolve(name), bytes, seed);
    Files.setLastModifiedTime(file, LONG_AGO);
    return file;
  }

  private static void append(Path file, int bytes, long seed) throws IOException {
    byte[] more = new byte[bytes];
    new Random(seed).nextBytes(more);
    Files.write(file, more, StandardOpenOption.APPEND);
  }

  @Test
  void bringsWhatIsSettledAndNothingTwice() throws Exception {
    settled("a/one", 30_000, 1);
    settled("two", 9 << 20, 2);
    PullReport first = gather();
    assertThat(first.missing()).isEmpty();
    assertThat(first.broughtFiles()).isEqualTo(2);
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
    long before = proxy.passed();
    PullReport second = gather();
    assertThat(second.broughtFiles()).isZero();
    assertThat(second.files()).isEqualTo(2);
    assertThat(proxy.passed() - before).isLessThan(8_000);
    settled("three", 1_000, 3);
    assertThat(gather().broughtFiles()).isEqualTo(1);
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void bringsTheTailOfAGrowingFileUnderANameThatPromisesNothing() throws Exception {
    Path log = Trees.random(far.resolve("run.log"), 3 << 20, 1);
    PullReport first = gather();
    assertThat(first.missing())
        .singleElement()
        .satisfies(m -> {
          assertThat(m.path()).isEqualTo("run.log");
          assertThat(m.why()).contains("still being written", "/begun/run.log~");
          assertThat(m.forGood()).isFalse();
        });
    assertThat(home.resolve("run.log")).doesNotExist();
    Path begun = OwnFolders.begun(home, "run.log");
    assertThat(Files.mismatch(begun, log)).isEqualTo(-1);
    append(log, 50_000, 2);
    long before = proxy.passed();
    assertThat(gather().missing()).hasSize(1);
    assertThat(proxy.passed() - before).isLessThan(100_000);
    assertThat(Files.mismatch(begun, log)).isEqualTo(-1);
    append(log, 50_000, 3);
    before = proxy.passed();
    assertThat(pullAll().missing()).isEmpty();
    assertThat(proxy.passed() - before).isLessThan(100_000);
    assertThat(begun).doesNotExist();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void aFileThatSeemedWholeAndGrowsAgainLosesItsName() throws Exception {
    Path log = settled("slow.log", 2 << 20, 1);
    assertThat(gather().missing()).isEmpty();
    append(log, 10_000, 2);
    long before = proxy.passed();
    assertThat(gather().missing()).hasSize(1);
    assertThat(proxy.passed() - before).isLessThan(60_000);
    assertThat(home.resolve("slow.log")).doesNotExist();
    assertThat(Files.mismatch(OwnFolders.begun(home, "slow.log"), log)).isEqualTo(-1);
    assertThat(pullAll().missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void keepsAWholeCheckpointWhileTheNextIsBeingWritten() throws Exception {
    Path checkpoint = settled("latest.pt", 1 << 20, 1);
    gather();
    byte[] whole = Files.readAllBytes(checkpoint);
    Trees.random(checkpoint, 2 << 20, 7);
    assertThat(gather().missing()).hasSize(1);
    assertThat(home.resolve("latest.pt")).hasBinaryContent(whole);
    assertThat(pullAll().missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void aRewrittenFileIsNotTakenForTheOldOneThatGrew() throws Exception {
    Path log = Trees.random(far.resolve("log"), 200_000, 1);
    gather();
    Trees.random(log, 300_000, 2);
    gather();
    assertThat(Files.mismatch(OwnFolders.begun(home, "log"), log)).isEqualTo(-1);
    assertThat(pullAll().missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void theLastPullProvesByHashWhatCameDuringTheWork() throws Exception {
    Path file = settled("f", 40_000, 1);
    gather();
    Trees.random(file, 40_000, 2);
    Files.setLastModifiedTime(file, LONG_AGO);
    assertThat(gather().broughtFiles()).isZero();
    assertThat(pullAll().missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
    assertThat(pullAll().broughtFiles()).isZero();
  }

  @Test
  void bringsNoMoreThanAllowedSmallestFirst() throws Exception {
    settled("large", 2 << 20, 1);
    settled("small", 10_000, 2);
    settled("middling", 300_000, 3);
    long before = proxy.passed();
    PullReport report = host.pull(request().atMostBytes(400_000), SyncProgress.NONE, PATIENCE);
    assertThat(proxy.passed() - before).isLessThan(400_000);
    assertThat(report.missing())
        .singleElement()
        .isEqualTo(
            PullReport.Missing.unpaid(
                "large",
                "not fetched: it takes 2.1 MB, and what may be spent pays for 88.0 kB",
                (2 << 20) + 1024));
    assertThat(home.resolve("small")).exists();
    assertThat(home.resolve("middling")).exists();
    assertThat(pullAll().missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void whatAGatherMayNotBringMayStillComeForTheMoneyThatIsLeft() throws Exception {
    settled("large", 2 << 20, 1);
    PullReport report =
        host.pull(request().duringTheWork().atMostBytes(1000), SyncProgress.NONE, PATIENCE);
    assertThat(report.missing()).singleElement().matches(m -> !m.forGood());
  }

  @Test
  void ofWhatIsHereAlreadyOnlyTheRestIsPaidFor() throws Exception {
    Path log = settled("log", 2 << 20, 1);
    assertThat(gather().missing()).isEmpty();
    append(log, 50_000, 2);
    Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
    PullReport report = host.pull(request().atMostBytes(60_000), SyncProgress.NONE, PATIENCE);
    assertThat(report.missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }

  @Test
  void aSlowGatherGivesWayToThePullAfterTheWork() throws Exception {
    settled("large", 12 << 20, 1);
    settled("small", 10_000, 2);
    CountDownLatch moving = new CountDownLatch(1);
    SyncProgress watch =
        new SyncProgress() {
          @Override
          public void moving(int files, int of, long bytes, long ofBytes, String path) {
            if (path.equals("large")) {
              moving.countDown();
            }
          }
        };
    PullRequest slow = request().duringTheWork().bytesPerSecond(300_000);
    var gathering = CompletableFuture.supplyAsync(() -> host.pull(slow, watch, PATIENCE));
    moving.await();
    assertThat(pullAll().missing()).isEmpty();
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
    assertThat(gathering.get().missing())
        .singleElement()
        .satisfies(m -> assertThat(m.path() + m.why()).contains("large", "gave way"));
  }

  @Test
  void bandwidthIsBounded() throws Exception {
    settled("f", 9 << 20, 1);
    long began = System.nanoTime();
    host.pull(request().bytesPerSecond(6 << 20), SyncProgress.NONE, PATIENCE);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(took).isGreaterThan(Duration.ofMillis(1_300));
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
  }
}
