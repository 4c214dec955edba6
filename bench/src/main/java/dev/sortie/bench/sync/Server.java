package dev.sortie.bench.sync;

import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.remote.SshKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An OpenSSH server on loopback, the same for every contender. */
final class Server implements AutoCloseable {
  private final Path key;
  private final int port;
  private final Process process;

  Server(Path folder) throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve("home"));
    key = SshKeys.makeEd25519(folder.resolve("key"));
    SshKeys.makeEd25519(folder.resolve("host"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path config = folder.resolve("config");
    Files.writeString(
        config,
        String.join(
            "\n",
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + folder.resolve("host"),
            "AuthorizedKeysFile " + folder.resolve("key.pub"),
            "PidFile none",
            "StrictModes no",
            "PermitRootLogin yes",
            "UsePAM no",
            "Subsystem sftp internal-sftp",
            "SetEnv HOME=" + home,
            ""));
    Files.createDirectories(Path.of("/run/sshd"));
    process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    awaitBanner();
  }

  private void awaitBanner() throws IOException, InterruptedException {
    for (int tries = 0; ; tries++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
        return;
      } catch (IOException e) {
        if (tries == 100 || !process.isAlive()) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  SshTarget target() {
    return new SshTarget(() -> List.of(new SshAddress("127.0.0.1", port)), key, Optional.empty());
  }

  /** Options that ssh and scp share; the port differs in its letter. */
  List<String> options() {
    return List.of(
        "-i", key.toString(),
        "-o", "StrictHostKeyChecking=no",
        "-o", "UserKnownHostsFile=/dev/null",
        "-o", "LogLevel=ERROR",
        "-c", "aes128-gcm@openssh.com");
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
