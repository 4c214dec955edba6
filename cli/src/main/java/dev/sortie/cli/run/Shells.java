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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    try (RemoteHost host = workplace.engine().connect(id, lease)) {
      address = host.address();
    }
    int exit = ssh(context, workplace, id, address, run.agreed().recipe().folder());
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
      Context context, Workplace workplace, LeaseId id, SshAddress address, String folder) {
    Path known = workplace.state().resolve("hosts").resolve(id.value());
    List<String> command = new ArrayList<>(List.of("ssh"));
    if (context.terminal().canAsk()) {
      command.add("-t");
    }
    command.addAll(
        List.of(
            "-i",
            workplace.privateKey().toString(),
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "UserKnownHostsFile=" + known,
            "-o",
            "StrictHostKeyChecking=accept-new",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "ServerAliveInterval=15",
            "-p",
            String.valueOf(address.port()),
            "root@" + address.host(),
            "touch ~/.no_auto_tmux; mkdir -p '"
                + folder
                + "'; cd '"
                + folder
                + "'; exec ${SHELL:-/bin/sh} -l"));
    try {
      java.nio.file.Files.createDirectories(known.getParent());
      return new ProcessBuilder(command).inheritIO().start().waitFor();
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
