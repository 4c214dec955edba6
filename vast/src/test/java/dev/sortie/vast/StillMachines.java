package dev.sortie.vast;

import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.machine.MachineSpec;
import dev.sortie.practice.machine.Machines;
import dev.sortie.practice.machine.NetworkFault;
import dev.sortie.practice.machine.Traffic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines that do nothing: these tests are about the market's words, not about SSH. */
final class StillMachines implements Machines {
  private final AtomicInteger nextPort = new AtomicInteger(40_000);

  private record StillMachine(Map<Integer, Integer> ports) implements Machine {
    @Override
    public int sshPort() {
      return ports.getOrDefault(22, 39_999);
    }

    @Override
    public void authorize(String publicKey) {}

    @Override
    public void revoke(String publicKey) {}

    @Override
    public void gpuUtilization(int percent) {}

    @Override
    public Traffic traffic() {
      return new Traffic(0, 0);
    }

    @Override
    public void fault(NetworkFault fault) {}

    @Override
    public void cutConnections() {}

    @Override
    public void stop() {}

    @Override
    public void restart() {}

    @Override
    public void destroy() {}
  }

  @Override
  public Machine start(MachineSpec spec) {
    Map<Integer, Integer> ports = new HashMap<>();
    spec.exposedPorts().forEach(port -> ports.put(port, nextPort.getAndIncrement()));
    return new StillMachine(ports);
  }

  @Override
  public String isolation() {
    return "none";
  }

  @Override
  public void close() {}
}
