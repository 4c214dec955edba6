package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command over SSH does, behind private mounts and in plain folders. */
final class CommandsTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsStreamsAndExitStatusApart(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine machine = fixture.start("a");

      var said = fixture.run(machine, "echo out; echo err >&2; exit 3");

      assertThat(said.status()).isEqualTo(3);
      assertThat(said.out()).isEqualTo("out\n");
      assertThat(said.err()).isEqualTo("err\n");
      assertThat(fixture.run(machine, "kill -9 $$").status()).isEqualTo(137);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void streamsInputAndOutputUnchanged(boolean fenced) throws Exception {
    byte[] data = new byte[9_000_001];
    new Random(1).nextBytes(data);
    try (Fixture fixture = new Fixture(temp, fenced);
        ClientSession session = fixture.login.session(fixture.start("a").sshPort());
        var channel = session.createExecChannel("cat")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      channel.setIn(new ByteArrayInputStream(data));
      channel.setOut(out);
      channel.open().verify(Login.PATIENCE);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Login.PATIENCE);

      assertThat(out.toByteArray()).isEqualTo(data);
      assertThat(channel.getExitStatus()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheFilesOfTwoMachinesApart(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine a = fixture.start("a");
      Machine b = fixture.start("b");

      assertThat(fixture.run(a, "echo mine >/work/note; cd /app && pwd").status()).isZero();

      assertThat(fixture.run(b, "cat /work/note").status()).isEqualTo(1);
      assertThat(fixture.run(a, "cat /work/note").out()).isEqualTo("mine\n");
      assertThat(fixture.file("a", "/work/note")).hasContent("mine");
    }
  }

  @Test
  void showsThisComputerReadOnlyAndNothingOfItsPeople() throws Exception {
    try (Fixture fixture = new Fixture(temp, true)) {
      Machine machine = fixture.start("a");

      assertThat(fixture.run(machine, "touch /usr/x").err()).contains("Read-only file system");
      assertThat(fixture.run(machine, "ls " + temp).status()).isNotZero();
      assertThat(fixture.run(machine, "cat /proc/1/cmdline | tr '\\0' ' '").out()).contains("pid1");
      assertThat(fixture.run(machine, "ps -e | wc -l").out().strip()).matches("[0-9]");
      for (String own : MachineFolder.OWN) {
        assertThat(fixture.run(machine, "touch /" + own + "/x").status()).as(own).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void detachedProcessesOutliveTheConnectionAndForegroundOnesDoNot(boolean fenced)
      throws Exception {
    String mark = String.valueOf(3_000_000 + new Random().nextInt(1_000_000));
    String detached = mark + "1";
    String nohup = mark + "2";
    String foreground = mark + "3";
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine machine = fixture.start("a");
      String command =
          "setsid sleep %s >/dev/null 2>&1 & nohup sleep %s >/dev/null 2>&1 & sleep %s"
              .formatted(detached, nohup, foreground);
      ClientSession session = fixture.login.session(machine.sshPort());
      session.createExecChannel(command).open().verify(Login.PATIENCE);
      await("all three run").until(() -> sleepers(detached, nohup, foreground) == 3);

      session.close(true);

      await("the foreground command ends").until(() -> sleepers(foreground) == 0);
      assertThat(sleepers(detached, nohup)).isEqualTo(2);
    }
  }

  @Test
  void channelStaysOpenWhileABackgroundProcessHoldsItsOutput() throws Exception {
    try (Fixture fixture = new Fixture(temp, true)) {
      Machine machine = fixture.start("a");
      long start = System.nanoTime();

      var said = fixture.run(machine, "(sleep 0.7; echo late) & echo early");

      assertThat(said.out()).isEqualTo("early\nlate\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(600));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void instanceVariablesReachProcessOneButNoLogin(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine machine =
          fixture.start(fixture.specs("a").environment(Map.of("CONTAINER_ID", "77", "ODD", "a b")));

      assertThat(fixture.run(machine, "echo [$CONTAINER_ID] $USER $SHELL").out())
          .isEqualTo("[] root " + HostTools.shell() + "\n");
      assertThat(fixture.run(machine, "tr '\\0' '\\n' </proc/1/environ").out())
          .contains("CONTAINER_ID=77\n", "ODD=a b\n");
      assertThat(fixture.run(machine, "cd /root && [ \"$PWD\" = \"$HOME\" ] && echo home").out())
          .isEqualTo("home\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onstartSeesTheVariablesAndCanHandThemToLogins(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine machine =
          fixture.start(
              fixture
                  .specs("a")
                  .environment(Map.of("CONTAINER_ID", "77", "PORT", "${port:22}"))
                  .onstart("env >> /etc/environment; echo started; touch /work/done"));
      await("onstart ran").until(() -> Files.exists(fixture.file("a", "/work/done")));

      assertThat(fixture.run(machine, "echo $CONTAINER_ID $PORT").out())
          .isEqualTo("77 " + machine.sshPort() + "\n");
      assertThat(fixture.run(machine, "cat /var/log/onstart.log").out()).isEqualTo("started\n");
      assertThat(fixture.run(machine, "cat /root/onstart.sh").out()).contains("/etc/environment");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nvidiaSmiShowsWhatTheMarketSays(boolean fenced) throws Exception {
    String query =
        "nvidia-smi --query-gpu=name,memory.total,memory.used,utilization.gpu,temperature.gpu,"
            + "driver_version --format=csv,noheader,nounits";
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine machine = fixture.start("a");

      assertThat(fixture.run(machine, query).out())
          .isEqualTo("RTX 3090, 24576, 1, 0, 34, 570.133.20\n");
      machine.gpuUtilization(87);
      assertThat(fixture.run(machine, query).out()).startsWith("RTX 3090, 24576, 14745, 87, 77, ");
      assertThat(fixture.run(machine, "nvidia-smi --query-gpu=utilization.gpu --format=csv").out())
          .isEqualTo("utilization.gpu [%]\n87 %\n");
      assertThat(fixture.run(machine, "nvidia-smi -L").out()).startsWith("GPU 0: RTX 3090 (UUID:");
      assertThat(fixture.run(machine, "nvidia-smi").out()).contains("RTX 3090", "87%");
      assertThat(fixture.run(machine, "nvidia-smi --query-gpu=nonsense --format=csv").status())
          .isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void terminalFollowsTheWindow(boolean fenced) throws Exception {
    assumeTrue(HostTools.has("script"), "no script here");
    String command = "stty size; trap 'stty size; exit' WINCH; while :; do sleep 0.05; done";
    try (Fixture fixture = new Fixture(temp, fenced);
        ClientSession session = fixture.login.session(fixture.start("a").sshPort());
        var channel = session.createExecChannel(command)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      channel.setUsePty(true);
      channel.setPtyLines(33);
      channel.setPtyColumns(99);
      channel.setOut(out);
      channel.open().verify(Login.PATIENCE);
      await("first size").until(() -> out.toString(StandardCharsets.UTF_8).contains("33 99"));

      channel.sendWindowChange(120, 50);

      await("next size").until(() -> out.toString(StandardCharsets.UTF_8).contains("50 120"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closeHangsUpCommandsThatRun(boolean fenced) throws Exception {
    String time = "6" + (1_000_000 + new Random().nextInt(1_000_000));
    try (Fixture fixture = new Fixture(temp, fenced)) {
      ClientSession session = fixture.login.session(fixture.start("a").sshPort());
      session.createExecChannel("sleep " + time).open().verify(Login.PATIENCE);
      await("it runs").until(() -> sleepers(time) == 1);

      fixture.machines.close();

      await("it is hung up").until(() -> sleepers(time) == 0);
    }
  }

  private static int sleepers(String... seconds) {
    return Stream.of(seconds).mapToInt(time -> Programs.alive("sleep " + time).size()).sum();
  }
}
