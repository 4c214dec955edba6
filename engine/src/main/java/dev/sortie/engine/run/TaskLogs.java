package dev.sortie.engine.run;

import dev.sortie.core.lease.LeaseId;
import java.nio.file.Path;

/**
 * Where logs of tasks are kept on this computer, and how much of each.
 *
 * @param mostBytes of one task; a stranger's machine may print without end
 */
public record TaskLogs(Path stateFolder, long mostBytes) {
  /** The log of a task or set-up step on the machine of a lease. */
  TaskLog open(String run, String task, LeaseId lease) {
    return TaskLog.open(TaskLog.file(stateFolder, run, task), lease, mostBytes);
  }
}
