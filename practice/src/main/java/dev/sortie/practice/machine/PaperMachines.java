package dev.sortie.practice.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Machines that are only on paper: they have ports, and nothing answers there. For whoever needs
 * the market's words and bills alone.
 */
public final class PaperMachines implements Machines {
  private static final int SSH = 22;

  private final AtomicInteger nextPort = new AtomicInteger(40_000);

  private record PaperMachine(Map<Integer, Integer> ports) implements Machine {
    @Override
    public int sshPort() {
      return ports.getOrDefault(SSH, 39_999);
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
    return new PaperMachine(ports);
  }

  @Override
  public String isolation() {
    return "paper";
  }

  @Override
  public void close() {}
}
