package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that nobody here wrote: ssh, scp, sftp and rsync of this computer. */
final class OpenSshTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sshRunsACommandAndOpensATerminal(boolean fenced) throws Exception {
    needs("ssh", "script");
    try (Fixture fixture = new Fixture(temp, fenced)) {
      int port = fixture.start("a").sshPort();

      var plain = fixture.login.ssh(port, List.of(), "echo out; echo err >&2; exit 5");
      var terminal = fixture.login.ssh(port, List.of("-tt"), "tty; stty size; exit 6");

      assertThat(plain.status()).isEqualTo(5);
      assertThat(plain.out()).isEqualTo("out\n");
      assertThat(plain.err()).isEqualTo("err\n");
      assertThat(terminal.status()).isEqualTo(6);
      assertThat(terminal.out()).matches("(?s)/dev/pts/[0-9]+\r\n24 80\r\n.*");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interactiveShellEndsWithItsTerminal(boolean fenced) throws Exception {
    needs("ssh", "script");
    String mark = "5" + (1_000_000 + new Random().nextInt(1_000_000));
    try (Fixture fixture = new Fixture(temp, fenced)) {
      List<String> command =
          new ArrayList<>(List.of("ssh", "-p", "" + fixture.start("a").sshPort(), "-tt"));
      command.addAll(fixture.login.options());
      command.add("root@127.0.0.1");
      Path out = temp.resolve("out");
      Process ssh =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try (var keyboard = ssh.outputWriter()) {
        keyboard.write("echo two$((1 + 1)); shopt login_shell; sleep " + mark + "\n");
        keyboard.flush();
        await("the command runs").until(() -> Programs.alive("sleep " + mark).size() == 1);
        assertThat(out).content().contains("two2");
        if (fenced) {
          assertThat(out).content().containsPattern("login_shell\\s+on");
        }
        ssh.destroyForcibly().waitFor();
      }
      await("the shell's command is hung up")
          .until(() -> Programs.alive("sleep " + mark).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void scpAndSftpCarryFilesBothWays(boolean fenced) throws Exception {
    needs("scp");
    byte[] data = new byte[3_000_000];
    new Random(2).nextBytes(data);
    Path file = Files.write(temp.resolve("data"), data);
    try (Fixture fixture = new Fixture(temp, fenced)) {
      int port = fixture.start("a").sshPort();
      for (List<String> way : List.of(List.of("-O"), List.<String>of())) {
        Path back = temp.resolve("back" + way.size());
        String there = "root@127.0.0.1:/work/data" + way.size();

        assertThat(scp(fixture, port, way, file.toString(), there).err()).isEmpty();
        assertThat(scp(fixture, port, way, there, back.toString()).err()).isEmpty();

        assertThat(back).hasBinaryContent(data);
        assertThat(fixture.file("a", "/work/data" + way.size())).hasBinaryContent(data);
      }
    }
  }

  private static Login.Said scp(Fixture fixture, int port, List<String> way, String from, String to)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("scp", "-q", "-P", String.valueOf(port)));
    command.addAll(fixture.login.options());
    command.addAll(way);
    command.addAll(List.of(from, to));
    return Programs.run(command);
  }

  @Test
  void rsyncKeepsAFolderInStep() throws Exception {
    needs("ssh", "rsync");
    Path folder = Files.createDirectories(temp.resolve("from/sub"));
    Files.writeString(folder.resolve("a b"), "text");
    try (Fixture fixture = new Fixture(temp, true)) {
      int port = fixture.start("a").sshPort();
      String shell = "ssh -p " + port + " " + String.join(" ", fixture.login.options());
      List<String> command =
          List.of("rsync", "-a", "-e", shell, temp.resolve("from") + "/", "root@127.0.0.1:/work/");

      assertThat(Programs.run(command)).isEqualTo(new Login.Said(0, "", ""));
      assertThat(fixture.file("a", "/work/sub/a b")).hasContent("text");
      assertThat(Programs.run(command)).isEqualTo(new Login.Said(0, "", ""));
    }
  }

  private static void needs(String... programs) {
    for (String program : programs) {
      assumeTrue(HostTools.has(program), () -> "this computer has no " + program);
    }
  }
}
