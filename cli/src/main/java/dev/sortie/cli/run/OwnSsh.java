package dev.sortie.cli.run;

import dev.sortie.core.remote.SshAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The system's ssh, told everything: it reads no configuration of the person or the system, talks
 * to the very machine whose key the run has pinned, and lends that machine nothing of this computer
 * (no agent, no display, no ports, no variables).
 */
final class OwnSsh {
  /**
   * Stands for the machine in known_hosts: where it lives is the market's word, and may hold lies.
   */
  private static final String ALIAS = "sortie-machine";

  private static final List<String> SETTINGS =
      List.of(
          "StrictHostKeyChecking=yes",
          "HostKeyAlias=" + ALIAS,
          "GlobalKnownHostsFile=/dev/null",
          "UpdateHostKeys=no",
          "VerifyHostKeyDNS=no",
          "CheckHostIP=no",
          "IdentitiesOnly=yes",
          "IdentityAgent=none",
          "PreferredAuthentications=publickey",
          "ForwardAgent=no",
          "ForwardX11=no",
          "ClearAllForwardings=yes",
          "PermitLocalCommand=no",
          "ControlMaster=no",
          "ControlPath=none",
          "ProxyCommand=none",
          "LogLevel=ERROR",
          "ServerAliveInterval=15");

  private OwnSsh() {}

  /**
   * @param known a known_hosts file that holds the pinned key alone, see {@link #known}
   */
  static List<String> command(
      boolean withTerminal, Path known, Path privateKey, SshAddress address, String remote) {
    // "-F none" is younger than some clients; an empty file is none to all of them.
    List<String> command = new ArrayList<>(List.of("ssh", "-F", "/dev/null", "-a", "-x"));
    if (withTerminal) {
      command.add("-t");
    }
    SETTINGS.forEach(setting -> command.addAll(List.of("-o", setting)));
    command.addAll(
        List.of(
            "-o",
            "UserKnownHostsFile=\"" + literal(known) + "\"",
            "-i",
            literal(privateKey),
            "-p",
            String.valueOf(address.port()),
            "root@" + address.host(),
            remote));
    return command;
  }

  /** What that file says. */
  static String known(String publicHostKey) {
    return ALIAS + " " + publicHostKey + "\n";
  }

  /** ssh puts values in for what follows a percent sign. */
  private static String literal(Path path) {
    return path.toString().replace("%", "%%");
  }
}
