package dev.sortie.practice.machine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** File transfer: OpenSSH's own server inside the machine where it can be, else MINA's outside. */
final class Sftp implements SubsystemFactory {
  private final SftpSubsystemFactory outside = new SftpSubsystemFactory();
  private final Optional<String> inside = HostTools.sftpServer();

  @Override
  public String getName() {
    return SftpSubsystemFactory.NAME;
  }

  @Override
  public Command createSubsystem(ChannelSession channel) throws IOException {
    MachineShell shell = DoorSessionFactory.door(channel).shell();
    return inside.isPresent() && shell.hasOwnMounts()
        ? shell.program(List.of(inside.get()))
        : outside.createSubsystem(channel);
  }
}
