package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.run.Run;
import dev.sortie.engine.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An interactive shell on a machine that stays, through the system's own ssh. */
final class Shells {
  private Shells() {}

  /**
   * @return the exit code of the shell
   * @throws dev.sortie.core.error.TroubleException when there is no ssh on this computer
   */
  static int open(Context context, Workplace workplace, Run run) {
    return open(context, workplace, run.tenancy().lease().orElseThrow(), run);
  }

  /** On a machine that a run has kept. */
  static int open(Context context, Workplace workplace, LeaseId id, Run run) {
    History history = workplace.engine().history();
    Lease lease = history.lease(id).orElseThrow();
    SshAddress address;
    String key;
    // Refused where the machine does not show the key that was pinned when it was first reached.
    try (RemoteHost host = workplace.engine().connect(id, lease)) {
      address = host.address();
      key = host.publicHostKey();
    }
    int exit = ssh(context, workplace, id, address, key, run.agreed().recipe().folder());
    context
        .out()
        .println(
            context.paint().paint(Style.WARNING, Standing.words(history, id))
                + (Standing.of(history, id) == Standing.STAYS
                    ? context.advice("; end it with: sortie down " + id)
                    : ""));
    return exit;
  }

  private static int ssh(
      Context context,
      Workplace workplace,
      LeaseId id,
      SshAddress address,
      String key,
      String folder) {
    Path known = workplace.state().resolve("hosts").resolve(id.value());
    String remote =
        "touch ~/.no_auto_tmux; mkdir -p '"
            + folder
            + "'; cd '"
            + folder
            + "'; exec ${SHELL:-/bin/sh} -l";
    try {
      Files.createDirectories(known.getParent());
      Files.writeString(known, OwnSsh.known(key));
      ProcessBuilder ssh =
          new ProcessBuilder(
              OwnSsh.command(
                  context.terminal().canAsk(), known, workplace.privateKey(), address, remote));
      ssh.environment().remove("SSH_AUTH_SOCK");
      return ssh.inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Trouble(
              Cause.LOCAL_FAILURE,
              "the system's ssh cannot be started: " + e.getMessage(),
              Standing.words(workplace.engine().history(), id),
              "install an OpenSSH client, or end it: sortie down " + id)
          .asException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Cause.INTERRUPTED.category().exitCode();
    }
  }
}
