package dev.sortie.practice.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program of its own that starts one machine, prints its SSH port and waits to be killed.
 * Arguments: fenced, root folder, public key, onstart, looks before the machine ends without it.
 */
final class MachineHost {
  private MachineHost() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws InterruptedException {
    LocalMachines machines =
        Boolean.parseBoolean(args[0])
            ? new LocalMachines(Fence.best(), patience(args), System.err::println)
            : new LocalMachines(
                new PlainFolders("the test wants it so"), patience(args), System.err::println);
    Machine machine =
        machines.start(
            new MachineSpec(
                7, Path.of(args[1]), Map.of(), args[3], List.of(args[2]), Set.of(), "T4", 16384));
    System.out.println(machine.sshPort());
    Thread.currentThread().join();
  }

  private static Patience patience(String[] args) {
    return args.length > 4 ? new Patience(1, Integer.parseInt(args[4])) : Patience.USUAL;
  }
}
