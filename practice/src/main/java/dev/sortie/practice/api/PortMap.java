package dev.sortie.practice.api;

import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Order;
import dev.sortie.practice.market.Ports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which port outside leads to which port inside; the latter as {@code 22/tcp}. */
final class PortMap {
  private PortMap() {}

  static Map<String, Integer> of(Contract contract, Machine machine) {
    Order order = contract.order();
    Map<Integer, Integer> tcp = new TreeMap<>(machine.ports());
    if (order.directSsh()) {
      tcp.put(22, machine.sshPort());
    } else {
      tcp.remove(22);
    }
    Map<String, Integer> mapped = new LinkedHashMap<>();
    tcp.forEach((inside, outside) -> mapped.put(inside + "/tcp", outside));
    Ports.udp(order).forEach(port -> mapped.put(port + "/udp", port));
    for (boolean udp : new boolean[] {false, true}) {
      for (int asked : Ports.same(order, udp)) {
        Optional.ofNullable(contract.samePorts().get(asked))
            .ifPresent(port -> mapped.put(port + (udp ? "/udp" : "/tcp"), port));
      }
    }
    return mapped;
  }

  static int lowest(Map<String, Integer> mapped) {
    return mapped.values().stream().mapToInt(Integer::intValue).min().orElse(-1);
  }

  static int highest(Map<String, Integer> mapped) {
    return mapped.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
