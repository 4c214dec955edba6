package dev.sortie.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SyncProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of local files between the look at them and their turn keeps no other one here. */
final class GoneSinceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path temp;
  private OpenSsh ssh;
  private RemoteHost host;
  private Path near;
  private final SshHosts hosts = new SshHosts();

  @BeforeEach
  void start() throws IOException {
    ssh = OpenSsh.start(temp.resolve("ssh"));
    host = hosts.connect(ssh.target());
    near = Files.createDirectories(temp.resolve("near"));
  }

  @AfterEach
  void stop() {
    hosts.close();
    ssh.close();
  }

  private PushReport push(Runnable whenFirstIsSent) {
    PushRequest request = new PushRequest(near, temp.resolve("far").toString(), List.of(), false);
    return host.push(
        request,
        new SyncProgress() {
          private boolean done;

          @Override
          public void moving(int files, int ofFiles, long bytes, long ofBytes, String path) {
            if (!done) {
              done = true;
              whenFirstIsSent.run();
            }
          }
        },
        PATIENCE);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLargeFileThatVanishesBeforeItsTurnIsNoFailure() throws Exception {
    Trees.random(near.resolve("a small one"), 1_000, 1);
    Trees.random(near.resolve("large"), 9 << 20, 2);
    Trees.random(near.resolve("larger"), 10 << 20, 3);

    push(() -> delete("large"));

    assertThat(temp.resolve("far/larger")).hasSameBinaryContentAs(near.resolve("larger"));
    assertThat(temp.resolve("far/large")).doesNotExist();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nobodyWaitsForAWriterOfAPipeThatStandsWhereAFileWas() throws Exception {
    Trees.random(near.resolve("a small one"), 1_000, 1);
    Trees.random(near.resolve("large"), 9 << 20, 2);

    push(() -> {
      delete("large");
      pipe("large");
    });

    assertThat(temp.resolve("far/a small one")).exists();
    assertThat(temp.resolve("far/large")).doesNotExist();
  }

  private void delete(String name) {
    try {
      Files.delete(near.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pipe(String name) {
    try {
      assertThat(new ProcessBuilder("mkfifo", near.resolve(name).toString()).start().waitFor())
          .isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
