package dev.sortie.sim.process;

import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.market.Contract;
import dev.sortie.sim.market.Host;
import dev.sortie.sim.market.HostTask;

/** Tasks as they run on a machine, whoever watches. */
final class Tasks {
  private static final long HUGE = 3_000_000_000L;

  private Tasks() {}

  /**
   * Starts one, unless it was started there before.
   *
   * @param number of the task, or 0 for a set-up step, which leaves no results
   */
  static void start(Machine machine, Contract contract, String id, int number, Work work) {
    Host host = contract.host();
    if (host.task(id) != null) {
      return;
    }
    long now = machine.agenda().now();
    Faults faults = machine.faults();
    long millis = number == 0 ? work.setUpMillis() : work.taskMillis();
    int status = number > 0 && faults.strikes(FaultKind.TASK_FAILS) ? 1 : 0;
    HostTask task = host.start(id, now, millis, status);
    if (number > 0) {
      if (faults.strikes(FaultKind.TASK_HANGS)) {
        host.hang(now);
      }
      machine.agenda().in(millis / 2, () -> machine.points().accept(Point.MID_TASK));
      for (int file = 1; file <= work.files(); file++) {
        int which = file;
        // What has ended has written all.
        long when = millis * (file + 1) / (work.files() + 1) - 1;
        machine.agenda().in(when, () -> write(machine, contract, task, number, which, work));
      }
    }
  }

  private static void write(
      Machine machine, Contract contract, HostTask task, int number, int file, Work work) {
    boolean over = task.isVanished() || task.ends() < machine.agenda().now();
    if (!contract.isRunning() || over) {
      return;
    }
    Faults faults = machine.faults();
    long bytes = faults.strikes(FaultKind.OUTPUT_HUGE) ? HUGE : work.fileBytes();
    boolean hostile = faults.strikes(FaultKind.FILE_HOSTILE);
    boolean changes = faults.strikes(FaultKind.FILE_CHANGES);
    contract.host().write(number, file, bytes, hostile, changes, machine.dice());
  }
}
