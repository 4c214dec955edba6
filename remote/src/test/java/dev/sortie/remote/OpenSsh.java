package dev.sortie.remote;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real OpenSSH server on 127.0.0.1 with its own host key, authorized key and home folder. */
final class OpenSsh implements AutoCloseable {
  static final String BUSYBOX = "/usr/bin/busybox";

  /** A root whom a closed folder keeps out. */
  private static final String MEEK =
      "/usr/bin/setpriv --inh-caps=-all --bounding-set=-dac_override,-dac_read_search"
          + " /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"";

  private static final Path SERVER = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final Path home;
  private final Path key;
  private final int port;
  private final String shell;
  private Process process;

  private OpenSsh(Path folder, String shell, String forced) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.home = Files.createDirectories(folder.resolve("home"));
    this.key = SshKeys.makeEd25519(folder.resolve("key"));
    SshKeys.makeEd25519(folder.resolve("host"));
    Files.copy(folder.resolve("key.pub"), folder.resolve("authorized"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(
        folder.resolve("config"),
        String.join(
            "\n",
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + folder.resolve("host"),
            "AuthorizedKeysFile " + folder.resolve("authorized"),
            "PidFile none",
            "StrictModes no",
            "PermitRootLogin yes",
            "UsePAM no",
            "SetEnv HOME=" + home + path(folder, shell),
            forced.isEmpty() ? "" : "ForceCommand " + forced,
            ""));
    this.shell = shell;
    if (shell.equals(BUSYBOX)) {
      Files.createDirectories(folder.resolve("bin"));
      command("busybox", "--install", folder.resolve("bin").toString());
    }
    process = launch();
  }

  static OpenSsh start(Path folder) throws IOException {
    return start(folder, "");
  }

  /** Its root may read only what its owner and mode let it. */
  static OpenSsh meek(Path folder, String shell) throws IOException {
    return start(folder, shell, MEEK);
  }

  /**
   * @param shell what {@code /bin/sh} is there, such as {@code /usr/bin/bash}; with busybox all
   *     other tools come from it as well
   */
  static OpenSsh start(Path folder, String shell) throws IOException {
    return start(folder, shell, "");
  }

  /** Whatever it is told, it does {@code command}. */
  static OpenSsh stubborn(Path folder, String command) throws IOException {
    return start(folder, "", "/bin/sh -c \"" + command + "\"");
  }

  private static String path(Path folder, String shell) {
    if (shell.equals(BUSYBOX)) {
      return " PATH=" + folder + "/bin";
    }
    // Tools that a test has put there come first.
    return Files.isDirectory(folder.resolve("bin")) ? " PATH=" + folder + "/bin:/usr/bin:/bin" : "";
  }

  private static OpenSsh start(Path folder, String shell, String forced) throws IOException {
    if (!shell.isEmpty()) {
      assumeTrue(Files.isExecutable(Path.of(shell)), "needs " + shell);
      assumeTrue(command("unshare", "-m", "true") == 0, "needs mount namespaces");
    }
    assumeTrue(Files.isExecutable(SERVER), "needs OpenSSH's sshd");
    assumeTrue("root".equals(System.getProperty("user.name")), "sshd here logs in as root");
    Files.createDirectories(Path.of("/run/sshd"));
    OpenSsh server = new OpenSsh(folder, shell, forced);
    server.await();
    return server;
  }

  private Process launch() throws IOException {
    String server = SERVER + " -D -e -f '" + folder.resolve("config") + "'";
    String mount = "mount --bind " + shell + " $(readlink -f /bin/sh) && exec " + server;
    ProcessBuilder builder =
        shell.isEmpty()
            ? new ProcessBuilder("sh", "-c", "exec " + server)
            : new ProcessBuilder("unshare", "-m", "bash", "-c", mount);
    return builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private void await() {
    Awaitility.await("sshd answers")
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .atMost(10, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return socket.getInputStream().read() > 0;
          }
        });
  }

  private static int command(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join()
        .exitValue();
  }

  Path home() {
    return home;
  }

  Path key() {
    return key;
  }

  int port() {
    return port;
  }

  SshAddress address() {
    return new SshAddress("127.0.0.1", port);
  }

  SshTarget target() {
    return target(address());
  }

  SshTarget target(SshAddress... addresses) {
    return new SshTarget(() -> List.of(addresses), key, Optional.empty());
  }

  /** Ends the server and every connection. */
  void stop() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  void startAgain() throws IOException {
    process = launch();
    await();
  }

  @Override
  public void close() {
    stop();
  }
}
