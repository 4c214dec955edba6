package dev.sortie.core.remote;

import java.util.Map;
import java.util.Optional;

/**
 * A task to be started detached.
 *
 * @param command shell text, run with {@code /bin/sh -c} (bash where the machine has it)
 * @param folder where it runs; made when absent
 * @param environment variables set for it and for nothing else; values may be secrets and never
 *     appear in a process list, unless a shell keeps the name for itself ({@code UID})
 * @param variablesFile a file on the machine of {@code export} lines for {@code /bin/sh}, read
 *     first where it is there; {@code environment} wins
 */
public record TaskStart(
    TaskId id,
    String command,
    String folder,
    Map<String, String> environment,
    Optional<String> variablesFile) {
  public TaskStart {
    environment = Map.copyOf(environment);
  }

  public TaskStart(TaskId id, String command, String folder, Map<String, String> environment) {
    this(id, command, folder, environment, Optional.empty());
  }

  @Override
  public String toString() {
    return "TaskStart[" + id + ", " + command + ", " + folder + "]";
  }
}
