package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection is cut at many random byte counts; nothing may be lost, doubled or wrong. */
final class CutTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long SEED = 20261121;

  @TempDir private Path temp;
  private OpenSsh ssh;
  private final SshHosts hosts = new SshHosts();

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

  /** Cuts {@code times} times, somewhere between 4 and 4 + {@code spread} KB, then no more. */
  private static LongSupplier cuts(int times, int spread, long seed) {
    Random random = new Random(seed);
    AtomicInteger left = new AtomicInteger(times);
    return () -> left.getAndDecrement() > 0 ? 4_000 + random.nextInt(spread) : Long.MAX_VALUE;
  }

  @Test
  void noByteOfATaskIsLostOrDoubled() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), cuts(12, 60_000, SEED))) {
      RemoteHost direct = hosts.connect(ssh.target());
      TaskId id = new TaskId("long");
      String command =
          "i=0; while [ $i -lt 30 ]; do i=$((i+1)); seq $((i*1000)) $((i*1000+999));"
              + " seq $((i*100)) $((i*100+99)) >&2; sleep 0.03; done; exit 5";
      direct.start(new TaskStart(id, command, temp.toString(), Map.of()));
      RemoteHost host = hosts.connect(ssh.target(proxy.address(), proxy.address()));
      Kept kept = new Kept();
      TaskEnd end = host.follow(id, LogPosition.START, kept, PATIENCE);
      Path task = ssh.home().resolve(".sortie/tasks/long");
      assertThat(kept.outText()).isEqualTo(Files.readString(task.resolve("out")));
      assertThat(kept.errText()).isEqualTo(Files.readString(task.resolve("err")));
      assertThat(kept.outText().lines()).hasSize(30_000);
      assertThat(end)
          .isEqualTo(new TaskEnd.Exited(5, new LogPosition(kept.out.size(), kept.err.size())));
      assertThat(proxy.cuts()).isGreaterThan(3);
      assertThat(kept.returns.get()).isPositive();
    }
  }

  @Test
  void aPushThatIsCutManyTimesEndsEqual() throws Exception {
    Path local = Trees.mixed(temp.resolve("local"), SEED);
    for (int round = 0; round < 3; round++) {
      Path far = temp.resolve("far" + round);
      try (CuttingProxy proxy = new CuttingProxy(ssh.port(), cuts(8, 400_000, SEED + round))) {
        RemoteHost host = connect(proxy);
        PushReport report = push(host, local, far);
        assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
        assertThat(report.unsettled()).isEmpty();
        assertThat(push(host, local, far).sentFiles()).isZero();
      }
    }
  }

  @Test
  void aPullThatIsCutManyTimesEndsEqual() throws Exception {
    Path far = Trees.mixed(temp.resolve("far"), SEED);
    for (int round = 0; round < 3; round++) {
      Path local = temp.resolve("local" + round);
      try (CuttingProxy proxy = new CuttingProxy(ssh.port(), cuts(8, 400_000, SEED + round))) {
        RemoteHost host = connect(proxy);
        PullReport report = pull(host, far, local);
        assertThat(report.missing()).isEmpty();
        assertThat(Trees.facts(local)).isEqualTo(Trees.facts(far));
        assertThat(pull(host, far, local).broughtFiles()).isZero();
      }
    }
  }

  @Test
  void aLargeFileGoesOnWhereItWasCut() throws Exception {
    goesOnThereAndBack("large ümlaut", 30 << 20, 2, 12_000_000);
  }

  @Test
  void aFileThatWouldGoWithOthersGoesOnWhereItWasCut() throws Exception {
    goesOnThereAndBack("middling", 7 << 20, 1, 6_800_000);
  }

  /** A cut costs 4 MiB at most, each of the {@code times} that so many bytes have passed. */
  private void goesOnThereAndBack(String name, int size, int times, long bytes) throws Exception {
    Path local = temp.resolve("local");
    Trees.random(local.resolve(name), size, SEED);
    Path far = temp.resolve("far");
    goesOn(host -> push(host, local, far), size, times, bytes);
    assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
    Path back = temp.resolve("back");
    goesOn(host -> pull(host, far, back), size, times, bytes);
    assertThat(Trees.facts(back)).isEqualTo(Trees.facts(local));
  }

  private void goesOn(Consumer<RemoteHost> transfer, int size, int times, long bytes)
      throws IOException {
    AtomicInteger connections = new AtomicInteger();
    LongSupplier first = () -> connections.getAndIncrement() < times ? bytes : Long.MAX_VALUE;
    try (CuttingProxy proxy = new CuttingProxy(ssh.port(), first)) {
      transfer.accept(hosts.connect(ssh.target(proxy.address())));
      assertThat(proxy.cuts()).isEqualTo(times);
      assertThat(proxy.passed()).isLessThan(size + times * (4L << 20) + 500_000);
    }
  }

  @Test
  void waitsForAServerThatIsAwayForAWhile() throws Exception {
    Path local = Trees.mixed(temp.resolve("local"), SEED);
    RemoteHost host = hosts.connect(ssh.target());
    ssh.stop();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(1_500);
            ssh.startAgain();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    push(host, local, temp.resolve("far"));
    assertThat(Trees.facts(temp.resolve("far"))).isEqualTo(Trees.facts(local));
  }

  private RemoteHost connect(CuttingProxy proxy) {
    // The proxy cuts connects as well: then the next address, which is the same, is tried.
    return hosts.connect(
        ssh.target(proxy.address(), proxy.address(), proxy.address(), proxy.address()));
  }

  private static PushReport push(RemoteHost host, Path local, Path far) {
    PushRequest request = new PushRequest(local, far.toString(), List.of(), false);
    return host.push(request, SyncProgress.NONE, PATIENCE);
  }

  private static PullReport pull(RemoteHost host, Path far, Path local) {
    PullRequest request = new PullRequest(far.toString(), local, List.of(), List.of());
    return host.pull(request, SyncProgress.NONE, PATIENCE);
  }
}
