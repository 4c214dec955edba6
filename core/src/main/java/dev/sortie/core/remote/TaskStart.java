package dev.sortie.core.remote;

import java.util.Map;

/**
 * A task to be started detached.
 *
 * @param command shell text, run with {@code /bin/sh -c} (bash where the machine has it)
 * @param folder where it runs; made when absent
 * @param environment variables added for it; values may be secrets and never appear in a process
 *     list
 */
public record TaskStart(TaskId id, String command, String folder, Map<String, String> environment) {
  public TaskStart {
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    return "TaskStart[" + id + ", " + command + ", " + folder + "]";
  }
}
