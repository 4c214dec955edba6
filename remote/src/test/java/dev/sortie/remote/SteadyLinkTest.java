package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.sync.OwnFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link that is cut every 300 kB, for ever, still brings everything over. */
final class SteadyLinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long CUT_EVERY_BYTES = 300_000;
  private static final long SEED = 20261122;

  @TempDir private Path temp;
  private OpenSsh ssh;
  private CuttingProxy proxy;
  private final SshHosts hosts = new SshHosts();

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
    proxy = new CuttingProxy(ssh.port(), () -> CUT_EVERY_BYTES, true);
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

  /** Files far above what a connection carries, and many small ones. */
  private static long fill(Path folder) throws IOException {
    Trees.mixed(folder, SEED);
    Trees.random(folder.resolve("large"), 9 << 20, SEED);
    Trees.random(folder.resolve("middling"), 1 << 20, SEED + 1);
    for (int i = 0; i < 500; i++) {
      Trees.random(folder.resolve("many/d" + i % 40 + "/a rather long file name " + i), 1000, i);
    }
    return (10L << 20) + 500 * 1000 + 60 * 15_000;
  }

  /** Twice what an undisturbed sync would need, in connections. */
  private static int mostCuts(long bytes) {
    return (int) (2 * bytes / CUT_EVERY_BYTES) + 10;
  }

  @Test
  void aPushGetsOn() throws Exception {
    Path local = temp.resolve("local");
    long bytes = fill(local);
    Path far = temp.resolve("far");
    PushRequest request = new PushRequest(local, far.toString(), List.of(), false);
    connect().push(request, SyncProgress.NONE, PATIENCE);
    assertThat(Trees.facts(far)).isEqualTo(Trees.facts(local));
    assertThat(proxy.cuts()).isLessThan(mostCuts(bytes));
    assertThat(connect().push(request, SyncProgress.NONE, PATIENCE).sentFiles()).isZero();
  }

  @Test
  void aPullGetsOn() throws Exception {
    Path far = temp.resolve("far");
    long bytes = fill(far);
    Path local = temp.resolve("local");
    PullRequest request = new PullRequest(far.toString(), local, List.of(), List.of());
    assertThat(connect().pull(request, SyncProgress.NONE, PATIENCE).missing()).isEmpty();
    assertThat(Trees.facts(local)).isEqualTo(Trees.facts(far));
    assertThat(proxy.cuts()).isLessThan(mostCuts(bytes));
    assertThat(connect().pull(request, SyncProgress.NONE, PATIENCE).broughtFiles()).isZero();
    assertThat(OwnFolders.in(local).resolve("begun")).isEmptyDirectory();
  }

  private RemoteHost connect() {
    return hosts.connect(ssh.target(proxy.address(), proxy.address(), proxy.address()));
  }
}
