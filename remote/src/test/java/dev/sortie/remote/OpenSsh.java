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
  private static final Path SERVER = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final Path home;
  private final Path key;
  private final int port;
  private Process process;

  private OpenSsh(Path folder, String environment) throws IOException {
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
            "SetEnv HOME=" + home + " " + environment,
            ""));
    process = launch();
  }

  static OpenSsh start(Path folder) throws IOException {
    return start(folder, "");
  }

  static OpenSsh start(Path folder, String environment) throws IOException {
    assumeTrue(Files.isExecutable(SERVER), "needs OpenSSH's sshd");
    assumeTrue("root".equals(System.getProperty("user.name")), "sshd here logs in as root");
    Files.createDirectories(Path.of("/run/sshd"));
    OpenSsh server = new OpenSsh(folder, environment);
    server.await();
    return server;
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            SERVER.toString(), "-D", "-e", "-f", folder.resolve("config").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
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
