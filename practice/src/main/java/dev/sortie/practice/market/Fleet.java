package dev.sortie.practice.market;

import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.machine.MachineException;
import dev.sortie.practice.machine.MachineSpec;
import dev.sortie.practice.machine.Machines;
import dev.sortie.practice.machine.NetworkFault;
import dev.sortie.practice.machine.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The machines behind the contracts. Thread-safe; every method but the readers may take a while.
 */
final class Fleet {
  private final Machines machines;
  private final Map<Long, Machine> known = new ConcurrentHashMap<>();
  private final Map<Long, NetworkFault> faults = new ConcurrentHashMap<>();
  private final Map<Long, Integer> gpuLoads = new ConcurrentHashMap<>();
  private final Set<Long> up = ConcurrentHashMap.newKeySet();
  private final Set<Long> starting = ConcurrentHashMap.newKeySet();

  Fleet(Machines machines) {
    this.machines = machines;
  }

  boolean isUp(long id) {
    return up.contains(id);
  }

  Optional<Machine> running(long id) {
    return isUp(id) ? Optional.ofNullable(known.get(id)) : Optional.empty();
  }

  /** The machine's counters; {@code last} while no machine is known. */
  Traffic traffic(long id, Traffic last) {
    Machine machine = known.get(id);
    return machine == null ? last : machine.traffic();
  }

  /** Whether the caller is the one to start it now; {@link #start} must follow. */
  boolean claimStart(long id) {
    return !isUp(id) && starting.add(id);
  }

  /**
   * Starts, restarts or adopts.
   *
   * @throws MachineException when it cannot be done
   */
  Machine start(MachineSpec spec) {
    long id = spec.id();
    try {
      Machine machine = known.get(id);
      if (machine == null) {
        machine = machines.start(spec);
        known.put(id, machine);
      } else {
        machine.restart();
      }
      spec.authorizedKeys().forEach(machine::authorize);
      up.add(id);
      return machine;
    } finally {
      starting.remove(id);
    }
  }

  void stop(long id) {
    if (up.remove(id)) {
      Machine machine = known.get(id);
      if (machine != null) {
        machine.stop();
        faults.remove(id);
      }
    }
  }

  /** The host is lost: nothing gets through, but nobody tells the processes. */
  void lose(long id) {
    running(id)
        .ifPresent(machine -> {
          machine.fault(NetworkFault.BLACK_HOLE);
          machine.cutConnections();
        });
  }

  /** Sets the network fault, if it is not so already. */
  void network(long id, NetworkFault fault) {
    running(id)
        .filter(machine -> faults.put(id, fault) != fault)
        .ifPresent(machine -> machine.fault(fault));
  }

  int gpuLoad(long id) {
    return gpuLoads.getOrDefault(id, 0);
  }

  void gpuLoad(long id, int percent) {
    gpuLoads.put(id, percent);
    running(id).ifPresent(machine -> machine.gpuUtilization(percent));
  }

  /** A claimed start will not happen. */
  void abandonStart(long id) {
    starting.remove(id);
  }

  /** Ends the machine; of one stopped before the market last came up only the folder is left. */
  void destroy(long id, Path root) {
    if (starting.contains(id)) {
      return; // Whoever starts it finds out afterwards that it is not wanted, and comes back here.
    }
    up.remove(id);
    faults.remove(id);
    Machine machine = known.remove(id);
    if (machine != null) {
      machine.destroy();
    } else if (Files.exists(root)) {
      Trees.delete(root);
    }
  }

  String isolation() {
    return machines.isolation();
  }

  void close() {
    machines.close();
  }
}
