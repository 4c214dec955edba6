package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How machines begin, are taken over and end. */
final class LifeTest {
  @TempDir Path temp;
  private final String seconds = "4" + (100_000 + new Random().nextInt(800_000));
  private final String detach = "setsid sleep " + seconds + " >/dev/null 2>&1 &";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void destroyLeavesNoProcessAndNoFolder(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine machine = fixture.start(fixture.specs("a").onstart("sleep 99" + seconds));
      fixture.run(machine, detach + " mkdir -p /work/deep; ln -s / /work/deep/up; chmod 0 /work");
      if (fenced) {
        fixture.run(machine, "env -i setsid sleep " + seconds + "1 >/dev/null 2>&1 &");
      }
      await("onstart runs").until(() -> alive("99" + seconds) == 1);
      int left = fenced ? 2 : 1;
      await("they run").until(() -> alive(seconds) + alive(seconds + "1") == left);

      machine.destroy();

      assertThat(alive(seconds) + alive("99" + seconds)).isZero();
      assertThat(fixture.root("a")).doesNotExist();
      assertThat(Path.of("/usr")).isNotEmptyDirectory();
      assertThatThrownBy(() -> fixture.login.session(machine.sshPort()))
          .isInstanceOf(IOException.class);
      assertThat(alive(seconds + "1")).as("even without a mark").isZero();
      machine.destroy();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closeLeavesProcessesAndTheNextStartTakesThemUp(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Specs specs = fixture.specs("a").onstart("echo ran >>/work/starts");
      Machine before = fixture.start(specs);
      await("onstart ran").until(() -> Files.exists(fixture.file("a", "/work/starts")));
      fixture.run(before, detach);
      await("it runs").until(() -> alive(seconds) == 1);
      String key = hostKey(fixture, before);

      fixture.machines.close();
      assertThat(alive(seconds)).isEqualTo(1);
      fixture.machines = fixture.open();
      Machine after = fixture.start(specs);

      assertThat(after.sshPort()).isEqualTo(before.sshPort());
      assertThat(hostKey(fixture, after)).isEqualTo(key);
      assertThat(fixture.run(after, "cat /work/starts").out()).isEqualTo("ran\n");
      assertThat(after.traffic().in()).isGreaterThan(before.traffic().in());
      assertThat(alive(seconds)).isEqualTo(1);
      if (fenced) {
        assertThat(fixture.run(after, "pgrep -f 'sleep " + seconds + "'").status()).isZero();
      }
      after.destroy();
      assertThat(alive(seconds)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void machineOfAKilledProgramIsTakenUpAndCanBeDestroyed(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Process host = host(fixture, "sleep " + seconds);
      try (BufferedReader out = host.inputReader()) {
        int port = Integer.parseInt(out.readLine());
        await("onstart runs").until(() -> alive(seconds) == 1);
        fixture.login.run(port, "echo kept >/data/note");

        host.destroyForcibly().waitFor();
        assertThat(alive(seconds)).isEqualTo(1);
        Machine machine = fixture.start(fixture.specs("a").onstart("sleep " + seconds));

        assertThat(machine.sshPort()).isEqualTo(port);
        assertThat(fixture.run(machine, "cat /data/note").out()).isEqualTo("kept\n");
        assertThat(alive(seconds)).as("onstart does not run twice").isEqualTo(1);
        machine.destroy();
        assertThat(alive(seconds)).isZero();
      }
    }
  }

  private static Process host(Fixture fixture, String onstart) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            MachineHost.class.getName(),
            String.valueOf(fixture.fenced),
            fixture.root("a").toString(),
            fixture.login.publicKey(),
            onstart)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void recycledProcessNumberIsNotTakenForTheHolder() throws Exception {
    try (Fixture fixture = new Fixture(temp, true)) {
      Process bystander = new ProcessBuilder("sleep", "60").start();
      try {
        MachineFolder folder = new MachineFolder(fixture.root("a"));
        folder.create();
        ProcessStamp real = ProcessStamp.of(bystander.pid()).orElseThrow();
        ProcessStamp older = new ProcessStamp(real.pid(), real.start() - 1, real.boot());
        Files.writeString(folder.holderFile(), "mounts " + older);

        Machine machine = fixture.start("a");

        assertThat(fixture.run(machine, "echo fine").out()).isEqualTo("fine\n");
        machine.destroy();
        assertThat(bystander.isAlive()).isTrue();
      } finally {
        bystander.destroyForcibly();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopKillsAndRestartRunsOnstartAgainOnTheSameFiles(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine machine = fixture.start(fixture.specs("a").onstart("echo ran >>/work/starts"));
      fixture.run(machine, detach);
      await("it runs").until(() -> alive(seconds) == 1);

      machine.stop();
      assertThat(alive(seconds)).isZero();
      assertThatThrownBy(() -> fixture.run(machine, "true")).isInstanceOf(IOException.class);
      machine.restart();

      await("onstart ran again")
          .untilAsserted(() ->
              assertThat(fixture.file("a", "/work/starts")).content().isEqualTo("ran\nran\n"));
      assertThat(fixture.run(machine, "echo up").out()).isEqualTo("up\n");
    }
  }

  @Test
  void fiftyMachinesComeAndGoWithoutATrace() throws Exception {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.exists(descriptors), "no /proc here");
    try (Fixture fixture = new Fixture(temp, true)) {
      cycle(fixture, 0);
      long before = count(descriptors);
      long processes = ProcessHandle.current().descendants().count();

      for (int i = 1; i <= 50; i++) {
        cycle(fixture, i);
      }

      await("descriptors are closed")
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(count(descriptors)).isLessThanOrEqualTo(before + 5));
      assertThat(ProcessHandle.current().descendants().count()).isLessThanOrEqualTo(processes);
      assertThat(alive(seconds)).isZero();
    }
  }

  private void cycle(Fixture fixture, int number) throws IOException {
    Machine machine = fixture.start("m" + number);
    assertThat(fixture.run(machine, detach + " echo up").out()).isEqualTo("up\n");
    machine.destroy();
  }

  private static long count(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.count();
    }
  }

  @Test
  void twoHundredMachinesStartAndEndInOneProgram() throws Exception {
    try (Fixture fixture = new Fixture(temp, true)) {
      fixture.start("first");
      List<Machine> all = new ArrayList<>();
      long start = System.nanoTime();

      for (int i = 0; i < 200; i++) {
        all.add(fixture.start("m" + i));
      }

      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(took).isLessThan(Duration.ofSeconds(15));
      assertThat(all.stream().map(Machine::sshPort).distinct()).hasSize(200);
      assertThat(fixture.run(all.get(150), "echo up").out()).isEqualTo("up\n");
    }
  }

  @Test
  void machineThatRunsIsNotStartedASecondTime() throws Exception {
    try (Fixture fixture = new Fixture(temp, false)) {
      fixture.start("a");

      assertThatThrownBy(() -> fixture.start("a"))
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("runs already");
    }
  }

  private static int alive(String seconds) {
    return Programs.alive("sleep " + seconds).size();
  }

  private static String hostKey(Fixture fixture, Machine machine) throws IOException {
    try (var session = fixture.login.session(machine.sshPort())) {
      return KeyUtils.getFingerPrint(session.getServerKey());
    }
  }
}
