package dev.sortie.practice.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program of its own that starts one machine, prints its SSH port and waits to be killed.
 * Arguments: fenced, root folder, public key, onstart.
 */
final class MachineHost {
  private MachineHost() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws InterruptedException {
    LocalMachines machines =
        Boolean.parseBoolean(args[0])
            ? new LocalMachines(System.err::println)
            : new LocalMachines(new PlainFolders("the test wants it so"), System.err::println);
    Machine machine =
        machines.start(
            new MachineSpec(
                7, Path.of(args[1]), Map.of(), args[3], List.of(args[2]), Set.of(), "T4", 16384));
    System.out.println(machine.sshPort());
    Thread.currentThread().join();
  }
}
