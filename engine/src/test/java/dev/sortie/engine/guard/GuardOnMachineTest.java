package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.Renewal;
import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.RemoteHost;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard as it is rented and renewed, over real SSH, on a practice market's own machines. */
@Execution(ExecutionMode.CONCURRENT)
class GuardOnMachineTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String ONSTART = Guard.onstart(HOUR, Optional.of(GuardTerms.USUAL));

  private static final String KILL_GUARDS =
      "for f in /proc/[0-9]*; do read -r c <$f/cmdline; case $c in *-c'eval \"$G\"lifeline'*)"
          + " kill -9 ${f#/proc/} && echo killed; esac; done 2>/dev/null";

  @TempDir Path folder;

  @BeforeEach
  void needsCurl() {
    assumeTrue(Files.isExecutable(Path.of(Scene.CURL)), "needs curl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "banner"})
  void itIsProvenKilledBroughtBackAndObeysTheLease(String fault) throws Exception {
    try (RealMachine machine = new RealMachine(folder, ONSTART, fault)) {
      Scene.soon("SSH lets us in").ignoreExceptions().until(() -> proven(machine));
      try (RemoteHost host = machine.connect()) {
        assertThat(text(host, KILL_GUARDS)).contains("killed");

        GuardReport back = Guard.renew(host, new Renewal(Duration.ofMinutes(10), HOUR, Toll.FREE));

        assertThat(back.isProof()).as(back.said()).isTrue();
        Guard.renew(host, new Renewal(Duration.ofSeconds(1), HOUR, Toll.FREE));
      }
      Scene.soon("it has ended itself").until(machine::isGone);
    }
  }

  @Test
  void itCountsTheMachinesOwnBytesAndNotThisComputers() throws Exception {
    try (RealMachine machine = new RealMachine(folder, ONSTART, "")) {
      Scene.soon("SSH lets us in").ignoreExceptions().until(() -> proven(machine));
      try (RemoteHost host = machine.connect()) {
        text(host, "head -c 3000000 /dev/zero");
        Traffic counted =
            Scene.soon("the bytes are counted")
                .until(
                    () ->
                        Guard.renew(host, new Renewal(Duration.ofMinutes(10), HOUR, Toll.FREE))
                            .traffic()
                            .orElse(Traffic.NONE),
                    traffic -> traffic.bytesUp() > 3_000_000);
        assertThat(counted.bytesUp()).isLessThan(3_500_000);
        assertThat(counted.bytesDown()).isBetween(1L, 500_000L);
      }
    }
  }

  @Test
  void theAccountsKeyNeverReachesTheMachine() throws Exception {
    try (RealMachine machine = new RealMachine(folder, ONSTART, "")) {
      Scene.soon("SSH lets us in").ignoreExceptions().until(() -> proven(machine));
      try (RemoteHost host = machine.connect()) {
        String environments = text(host, "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline");
        String files =
            text(host, "cat $(find /root /etc/environment /run /tmp -type f) | tr -d '\\0'");
        assertThat(environments).contains("CONTAINER_API_KEY");
        assertThat(files).contains("lifeline");
        for (String seen : new String[] {environments, files, ONSTART}) {
          assertThat(seen).doesNotContain(machine.market.apiKey());
        }
      }
    }
  }

  private static boolean proven(RealMachine machine) throws Exception {
    try (RemoteHost host = machine.connect()) {
      return Guard.renew(host, new Renewal(Duration.ofMinutes(10), HOUR, Toll.FREE)).isProof();
    }
  }

  private static String text(RemoteHost host, String command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    host.run(
        command,
        new Output() {
          @Override
          public void standardOut(byte[] chunk) {
            bytes.writeBytes(chunk);
          }

          @Override
          public void standardError(byte[] chunk) {}
        });
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
