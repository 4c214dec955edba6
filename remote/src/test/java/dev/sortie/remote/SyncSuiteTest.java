package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SyncProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sync under attack: cuts at random bytes, full disks, changing files. The build runs a few
 * seeds; {@code -Dsortie.sync.seeds=N} runs N, {@code -Dsortie.sync.seed=S} runs that one.
 */
final class SyncSuiteTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long TWICE_AT_MOST = 4 << 20;

  @TempDir private Path temp;
  private OpenSsh ssh;
  private final SshHosts hosts = new SshHosts();

  static LongStream seeds() {
    Long one = Long.getLong("sortie.sync.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.range(0, Long.getLong("sortie.sync.seeds", 2));
  }

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
  }

  @AfterEach
  void stop() {
    hosts.close();
    if (ssh != null) {
      ssh.close();
    }
  }

  /**
   * Cuts some times, after up to 8 MB each, then no more.
   *
   * @param first the first cut comes before as many bytes, so that there is one
   */
  private static LongSupplier cuts(long seed, long first) {
    Random random = new Random(seed);
    AtomicInteger made = new AtomicInteger();
    return () -> {
      int most = random.nextBoolean() ? 8_000_000 : 300_000;
      return switch (made.getAndIncrement()) {
        case 0 -> 3_000 + random.nextInt((int) Math.min(most, first - 3_000));
        case 1, 2, 3 -> 3_000 + random.nextInt(most);
        default -> Long.MAX_VALUE;
      };
    };
  }

  /** By the seed: few large files, files just below what goes alone, middling ones, small ones. */
  private static Path tree(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    Trees.mixed(folder, seed);
    switch ((int) (seed % 4)) {
      case 0 -> many(folder, 2, 7 << 20, random);
      case 1 -> many(folder, 1, 13 << 20, random);
      case 2 -> many(folder, 30, 400_000, random);
      case 3 -> many(folder, 600, 8_000, random);
      default -> throw new AssertionError();
    }
    return folder;
  }

  private static void many(Path folder, int files, int bytes, Random random) throws IOException {
    for (int i = 0; i < files; i++) {
      Path file = folder.resolve("more/" + i % 13 + "/" + i);
      Trees.random(file, bytes + random.nextInt(bytes / 8), random.nextLong());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCutPushIsWholeAndSendsLittleTwice(long seed) throws Exception {
    Path local = tree(temp.resolve("local"), seed);
    long undisturbed = push(Long.MAX_VALUE, local, temp.resolve("plain"));
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), cuts(seed, undisturbed / 2))) {
      Path far = temp.resolve("far");
      RemoteHost host = connect(proxy);
      PushRequest request = new PushRequest(local, far.toString(), List.of(), false);
      assertThat(host.push(request, SyncProgress.NONE, PATIENCE).unsettled()).isEmpty();
      assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
      assertThat(proxy.cuts()).isPositive();
      assertThat(proxy.passed()).isLessThan(undisturbed + proxy.cuts() * TWICE_AT_MOST);
      assertThat(host.push(request, SyncProgress.NONE, PATIENCE).sentFiles()).isZero();
    }
  }

  private long push(long cutAfter, Path local, Path far) throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), () -> cutAfter)) {
      PushRequest request = new PushRequest(local, far.toString(), List.of(), false);
      connect(proxy).push(request, SyncProgress.NONE, PATIENCE);
      return proxy.passed();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCutPullIsWholeAndFetchesLittleTwice(long seed) throws Exception {
    Path far = tree(temp.resolve("far"), seed);
    long undisturbed;
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), () -> Long.MAX_VALUE)) {
      pull(connect(proxy), far, temp.resolve("plain"));
      undisturbed = proxy.passed();
    }
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), cuts(seed, undisturbed / 2))) {
      Path home = temp.resolve("home");
      RemoteHost host = connect(proxy);
      assertThat(pull(host, far, home).missing()).isEmpty();
      assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
      assertThat(proxy.cuts()).isPositive();
      assertThat(proxy.passed()).isLessThan(undisturbed + proxy.cuts() * TWICE_AT_MOST);
      assertThat(pull(host, far, home).broughtFiles()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingUnderItsNameIsEverWrongWhileFilesChange(long seed) throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    Path home = temp.resolve("home");
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), cuts(seed, 300_000));
        Meddler meddler = Meddler.start(far, seed)) {
      RemoteHost host = connect(proxy);
      for (int i = 0; i < 4; i++) {
        PullRequest request = new PullRequest(far.toString(), home, List.of(), List.of());
        host.pull(i % 2 == 0 ? request.duringTheWork() : request, SyncProgress.NONE, PATIENCE);
        assertOnlyVersionsThatWere(home, meddler.versions());
      }
      meddler.close();
      assertThat(pull(host, far, home).missing()).isEmpty();
      Map<String, String> there = Trees.facts(far);
      Map<String, String> here = Trees.facts(home);
      // What was deleted there stays here.
      here.keySet().retainAll(there.keySet());
      assertThat(here).isEqualTo(there);
    }
  }

  private static void assertOnlyVersionsThatWere(Path home, Map<String, Set<String>> versions)
      throws IOException {
    for (var file : Trees.facts(home).entrySet()) {
      String hash = file.getValue().substring(file.getValue().indexOf(' ') + 1);
      assertThat(versions.get(file.getKey())).as(file.getKey()).contains(hash);
    }
  }

  @Test
  void namesAndLinksOfEveryKindComeBackOrAreReported() throws Exception {
    Path far = Trees.mixed(temp.resolve("far"), 5);
    for (String name :
        List.of("-rf", "--", "*", "a\\nb", "\n", " ", "..a", "a..", "'", "\t\"$(id)")) {
      Trees.write(far.resolve("odd").resolve(name), name);
    }
    Trees.write(far.resolve("l".repeat(255)), "longest");
    Trees.write(far.resolve("l".repeat(240)), "too long for an ending");
    Files.write(Path.of(java.net.URI.create(far.toUri() + "%FF%0A%FE")), new byte[] {1});
    Files.createSymbolicLink(far.resolve("out"), Path.of("../../etc/passwd"));
    Files.createSymbolicLink(far.resolve("root"), Path.of("/"));
    Files.createSymbolicLink(far.resolve("dangling"), Path.of("nowhere"));
    Path home = temp.resolve("home");
    PullReport report = pull(hosts.connect(ssh.target()), far, home);
    assertThat(report.missing())
        .extracting(PullReport.Missing::path)
        .containsExactly("out", "root");
    assertThat(report.missing()).allMatch(PullReport.Missing::forGood);
    Files.delete(far.resolve("out"));
    Files.delete(far.resolve("root"));
    assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
    assertThat(Files.isSymbolicLink(home.resolve("dangling"))).isTrue();
    assertThat(Files.exists(home.resolve("out"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void afterAFullLocalDiskThePullGoesOn() throws Exception {
    Path far = Files.createDirectories(temp.resolve("far"));
    many(far, 30, 200_000, new Random(1));
    try (SmallDisk disk = SmallDisk.mount(temp.resolve("small"), "3m")) {
      Path home = disk.folder().resolve("home");
      RemoteHost host = hosts.connect(ssh.target());
      assertThat(problem(() -> pull(host, far, home)))
          .isInstanceOf(RemoteProblem.LocalDiskFull.class);
      assertThat(Trees.facts(far)).containsAllEntriesOf(files(home));
      disk.resize("64m");
      PullReport report = pull(host, far, home);
      assertThat(report.missing()).isEmpty();
      assertThat(Trees.facts(home)).isEqualTo(Trees.facts(far));
    }
  }

  @Test
  void afterAFullRemoteDiskThePushGoesOn() throws Exception {
    Path local = Files.createDirectories(temp.resolve("local"));
    many(local, 30, 200_000, new Random(1));
    try (SmallDisk disk = SmallDisk.mount(temp.resolve("small"), "3m")) {
      Path far = disk.folder().resolve("far");
      RemoteHost host = hosts.connect(ssh.target());
      PushRequest request = new PushRequest(local, far.toString(), List.of(), false);
      assertThat(problem(() -> host.push(request, SyncProgress.NONE, PATIENCE)))
          .isInstanceOf(RemoteProblem.RemoteDiskFull.class);
      disk.resize("64m");
      assertThat(host.push(request, SyncProgress.NONE, PATIENCE).sentFiles()).isLessThan(30);
      assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
    }
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> facts = Trees.facts(folder);
    facts.values().removeIf("folder"::equals);
    return facts;
  }

  private static RemoteProblem problem(Runnable call) {
    try {
      call.run();
    } catch (RemoteException e) {
      return e.problem();
    }
    throw new AssertionError("no failure");
  }

  private static PullReport pull(RemoteHost host, Path far, Path home) {
    PullRequest request = new PullRequest(far.toString(), home, List.of(), List.of());
    return host.pull(request, SyncProgress.NONE, PATIENCE);
  }

  private RemoteHost connect(CuttingProxy proxy) {
    assumeTrue(ssh != null);
    return hosts.connect(
        ssh.target(proxy.address(), proxy.address(), proxy.address(), proxy.address()));
  }
}
