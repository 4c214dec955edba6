package dev.sortie.practice.api;

import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.market.Contract;
import java.util.Map;
import java.util.TreeMap;

/** Which port outside leads to which port inside. */
final class PortMap {
  private PortMap() {}

  static Map<Integer, Integer> of(Contract contract, Machine machine) {
    Map<Integer, Integer> mapped = new TreeMap<>(machine.ports());
    if (contract.order().directSsh()) {
      mapped.put(22, machine.sshPort());
    } else {
      mapped.remove(22);
    }
    contract.samePorts().values().forEach(port -> mapped.put(port, port));
    return mapped;
  }

  static int lowest(Map<Integer, Integer> mapped) {
    return mapped.values().stream().mapToInt(Integer::intValue).min().orElse(-1);
  }

  static int highest(Map<Integer, Integer> mapped) {
    return mapped.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
