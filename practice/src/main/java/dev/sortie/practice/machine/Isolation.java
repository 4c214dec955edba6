package dev.sortie.practice.machine;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a machine's processes are fenced off from this computer. A machine is held up by one
 * process, its holder, which plays the part of process 1 in a container and outlives this program.
 */
sealed interface Isolation permits PrivateMounts, PlainFolders {
  /** First word of the holder file that {@link #hold} leaves. */
  String name();

  /** One line for a person. */
  String describe();

  /** Makes ready what the holder needs, starts it and returns once it stands. */
  ProcessStamp hold(MachineFolder folder, Map<String, String> environment) throws IOException;

  /**
   * A command inside the machine: in a session of its own, in root's home, with exactly this
   * environment.
   */
  ProcessBuilder enter(
      MachineFolder folder,
      ProcessStamp holder,
      Map<String, String> environment,
      List<String> command);

  /** Process number, on this computer, of the leader of what {@link #enter} started. */
  long leader(Process entered);

  /** Kills every process of the machine and returns when none is left. */
  void end(MachineFolder folder) throws IOException;

  /** The living holder that an earlier program, or this one, left behind. */
  Optional<ProcessStamp> standing(MachineFolder folder) throws IOException;

  /** How a path of the instance is called by its own processes. */
  String path(MachineFolder folder, String absolute);

  /** Shell text as the machine's own shell has to read it. */
  String text(MachineFolder folder, String command);

  /** Folder with the stand-in tools, the first of every PATH. */
  String tools(MachineFolder folder);
}
