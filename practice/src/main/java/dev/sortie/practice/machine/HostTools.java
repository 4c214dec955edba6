package dev.sortie.practice.machine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which programs this computer has. */
final class HostTools {
  private static final List<String> USUAL =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final List<Path> SFTP_SERVERS =
      Stream.of(
              "/usr/lib/openssh/sftp-server",
              "/usr/libexec/openssh/sftp-server",
              "/usr/lib/ssh/sftp-server",
              "/usr/libexec/sftp-server")
          .map(Path::of)
          .toList();

  private static final List<String> HEARING = List.of("env", "--default-signal=HUP,INT,QUIT,TERM");
  private static final List<String> RESET = canReset() ? HEARING : List.of();

  private HostTools() {}

  /**
   * What to put before a command of a machine. A signal that this program was told to ignore, as
   * nohup and some runners do, would be ignored by everything in the machines, and no hang-up would
   * end a command. Empty where this computer has nothing that can undo it.
   */
  static List<String> hearingSignals() {
    return RESET;
  }

  private static boolean canReset() {
    try {
      return run(List.of(HEARING.get(0), HEARING.get(1), "echo", "fine")).equals("fine\n");
    } catch (IOException e) {
      // BusyBox' env, or none: it knows no such option.
      return false;
    }
  }

  static boolean has(String program) {
    return USUAL.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** root's shell in the machines. */
  static String shell() {
    return has("bash") ? "/bin/bash" : "/bin/sh";
  }

  static Optional<String> sftpServer() {
    return SFTP_SERVERS.stream().filter(Files::isExecutable).findFirst().map(Path::toString);
  }

  /**
   * Runs a small program of this computer to its end.
   *
   * @throws IOException with what it said, when it fails
   */
  static String run(List<String> command) throws IOException {
    return run(new ProcessBuilder(command));
  }

  static String run(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(builder.command().getFirst() + ": " + said.strip());
      }
      return said;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while running " + builder.command().getFirst());
    }
  }
}
