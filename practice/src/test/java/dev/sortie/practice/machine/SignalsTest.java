package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A market started under nohup, or by a runner that ignores signals, has machines like any. */
final class SignalsTest {
  private static final long HUP_INT_QUIT_TERM = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 14;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hangUpsAreHeardInMachinesOfAProgramThatIsDeafToThem(boolean fenced) throws Exception {
    assumeFalse(HostTools.hearingSignals().isEmpty(), "needs an env that resets signals");
    String seconds = "5" + (100_000 + new Random().nextInt(800_000));
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Process host = deafHost(fixture);
      try (BufferedReader out = host.inputReader()) {
        int port = Integer.parseInt(out.readLine());
        assertThat(ignored(fixture, port, "/proc/self/status") & HUP_INT_QUIT_TERM).isZero();
        if (fenced) {
          assertThat(ignored(fixture, port, "/proc/1/status") & HUP_INT_QUIT_TERM).isZero();
        }
        ClientSession session = fixture.login.session(port);
        session.createExecChannel("sleep " + seconds).open().verify(Login.PATIENCE);
        await("it runs").until(() -> Programs.alive("sleep " + seconds).size() == 1);

        session.close(true);

        await("it is hung up").until(() -> Programs.alive("sleep " + seconds).isEmpty());
      } finally {
        host.destroyForcibly().waitFor();
        fixture.start("a");
      }
    }
  }

  private static long ignored(Fixture fixture, int port, String status) throws IOException {
    String mask = fixture.login.run(port, "sed -n 's/^SigIgn:[[:space:]]*//p' " + status).out();
    return Long.parseUnsignedLong(mask.strip(), 16);
  }

  private static Process deafHost(Fixture fixture) throws IOException {
    return new ProcessBuilder(
            List.of(
                "/bin/sh",
                "-c",
                "trap '' HUP INT QUIT TERM; exec \"$@\"",
                "sh",
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                MachineHost.class.getName(),
                String.valueOf(fixture.fenced),
                fixture.root("a").toString(),
                fixture.login.publicKey(),
                ""))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
