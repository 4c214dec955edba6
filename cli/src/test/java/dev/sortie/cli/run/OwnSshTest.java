package dev.sortie.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.SshAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's ssh as we start it, against a real sshd, with a hostile configuration in place. */
class OwnSshTest {
  @TempDir Path root;

  private Process server;
  private int port;

  @BeforeEach
  void startServer() throws Exception {
    for (String name : List.of("host", "other", "user")) {
      run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file(name)));
    }
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(
        root.resolve("sshd_config"),
        String.join(
            "\n",
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + file("host"),
            "AuthorizedKeysFile " + file("user.pub"),
            "PidFile none",
            "StrictModes no",
            "PermitRootLogin yes",
            "UsePAM no",
            "AcceptEnv *",
            "AllowAgentForwarding yes",
            ""));
    Files.createDirectories(Path.of("/run/sshd"));
    server =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", file("sshd_config"))
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("log").toFile())
            .start();
    Awaitility.await("sshd answers")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> {
          try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.getInputStream().read() > 0;
          }
        });
    hostileHome();
  }

  /** A person's configuration that sends, forwards, runs and believes whatever it can. */
  private void hostileHome() throws IOException {
    Path ssh = Files.createDirectories(root.resolve("home/.ssh"));
    Path config =
        Files.writeString(
            ssh.resolve("config"),
            String.join(
                "\n",
                "Host *",
                "  ProxyCommand touch " + file("proxied"),
                "  PermitLocalCommand yes",
                "  LocalCommand touch " + file("ran"),
                "  ControlMaster auto",
                "  ControlPath " + file("control"),
                "  StrictHostKeyChecking no",
                "  ForwardAgent yes",
                "  SendEnv *",
                "  SetEnv EVIL=1",
                "  RemoteCommand echo hijacked",
                ""));
    Files.copy(config, root.resolve("ssh_config"));
  }

  @AfterEach
  void stopServer() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
    server.onExit().join();
  }

  @Test
  void thePinnedMachineLetsUsInAndGetsNothingOfThisComputer() throws Exception {
    Path known = pinned("host");

    Said said = run(inHostileHome(OwnSsh.command(false, known, user(), address(), "echo in; env")));

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text())
        .startsWith("in\n")
        .doesNotContain("SSH_AUTH_SOCK", "LC_EVIL", "EVIL=1", "hijacked");
    assertThat(root.resolve("proxied")).doesNotExist();
    assertThat(root.resolve("ran")).doesNotExist();
    assertThat(root.resolve("control")).doesNotExist();
  }

  @Test
  void aMachineWithAnotherKeyIsNotTalkedToAndItsKeyNotLearnt() throws Exception {
    Path known = pinned("other");
    String before = Files.readString(known);

    Said said =
        run(inHostileHome(OwnSsh.command(false, known, user(), address(), "touch " + file("in"))));

    assertThat(said.exit()).as(said.text()).isEqualTo(255);
    assertThat(said.text()).contains("Host key verification failed");
    assertThat(root.resolve("in")).doesNotExist();
    assertThat(known).hasContent(before.strip());
  }

  @Test
  void anEmptyMemoryAcceptsNoKeyEither() throws Exception {
    Path known = Files.createFile(root.resolve("known"));

    Said said =
        run(inHostileHome(OwnSsh.command(false, known, user(), address(), "touch " + file("in"))));

    assertThat(said.exit()).as(said.text()).isEqualTo(255);
    assertThat(root.resolve("in")).doesNotExist();
    assertThat(known).isEmptyFile();
  }

  private Path pinned(String host) throws IOException {
    String key = Files.readString(root.resolve(host + ".pub")).strip();
    return Files.writeString(root.resolve("known 100%"), OwnSsh.known(key));
  }

  private Path user() {
    return root.resolve("user");
  }

  private SshAddress address() {
    return new SshAddress("127.0.0.1", port);
  }

  private String file(String name) {
    return root.resolve(name).toString();
  }

  /** ssh asks the password file where home is, so the hostile files are put over the real ones. */
  private List<String> inHostileHome(List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount --bind \"$0\"/home \"$(getent passwd \"$(id -u)\" | cut -d: -f6)\"\n"
                    + "mount --bind \"$0\"/ssh_config /etc/ssh/ssh_config || exit 99\n"
                    + "exec \"$@\"",
                root.toString()));
    all.addAll(command);
    return all;
  }

  private record Said(int exit, String text) {}

  private Said run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_EVIL", "1");
    builder.environment().put("SSH_AUTH_SOCK", file("agent"));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
