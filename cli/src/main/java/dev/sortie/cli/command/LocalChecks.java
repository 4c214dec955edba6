package dev.sortie.cli.command;

import dev.sortie.cli.env.Env;
import dev.sortie.cli.terminal.Humans;
import dev.sortie.core.error.Cause;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.practice.machine.Leftovers;
import dev.sortie.remote.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the doctor looks at on this computer. */
final class LocalChecks {
  private static final long LOW_BYTES = 200_000_000;
  private static final List<String> KEY_NAMES =
      List.of("id_ed25519", "id_rsa", "id_ecdsa", "id_dsa");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Env env;
  private final Path state;

  LocalChecks(Context context) {
    this.env = context.env();
    this.state = context.wiring().state();
  }

  List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    all.addAll(List.of(stateFolder(), disk("disk", env.folder()), sshKey(), sshProgram()));
    Leftovers.sweep().forEach(line -> all.add(Finding.warning("practice", line, "")));
    return all;
  }

  private Finding stateFolder() {
    try {
      Files.createDirectories(state);
      Files.delete(Files.createTempFile(state, "doctor", ""));
      return Finding.good("state", state.toString());
    } catch (IOException e) {
      return Finding.bad(
          "state",
          "cannot write to " + state + ": " + e,
          "make it writable, or set SORTIE_STATE to another folder",
          Cause.LOCAL_FAILURE);
    }
  }

  private static Finding disk(String subject, Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String text = Humans.bytes(free) + " free for results in " + folder;
      return free < LOW_BYTES
          ? Finding.bad(subject, text, "make room, or use --out", Cause.LOCAL_DISK_FULL)
          : Finding.good(subject, text);
    } catch (IOException e) {
      return Finding.bad(
          subject, "cannot look at " + folder + ": " + e, "check its rights", Cause.LOCAL_FAILURE);
    }
  }

  private Finding sshKey() {
    Path folder = env.home().resolve(".ssh");
    Optional<Path> key =
        KEY_NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    if (key.isEmpty()) {
      return Finding.good("ssh key", "none in " + folder + "; Sortie makes one of its own");
    }
    try {
      SshKeys.publicKeyOf(key.get());
    } catch (RemoteException e) {
      return Finding.good("ssh key", e.problem().said() + "; Sortie uses one of its own");
    }
    try {
      boolean open = Files.getPosixFilePermissions(key.get()).stream().anyMatch(OTHERS::contains);
      return open
          ? Finding.warning(
              "ssh key", key.get() + " can be read by others", "chmod 600 " + key.get())
          : Finding.good("ssh key", key.get().toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.bad(
          "ssh key", "cannot look at " + key.get() + ": " + e, "check it", Cause.BAD_SSH_KEY);
    }
  }

  /** Only interactive shells need it; everything else speaks SSH by itself. */
  private Finding sshProgram() {
    String path = env.variables().getOrDefault("PATH", "");
    return Stream.of(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve("ssh"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(ssh -> Finding.good("ssh", ssh.toString()))
        .orElseGet(() ->
            Finding.warning(
                "ssh",
                "no ssh program on the PATH; `sortie shell` needs one, `sortie run` does not",
                "install OpenSSH's client"));
  }
}
