package dev.sortie.practice;

import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.machine.MachineException;
import dev.sortie.practice.machine.MachineSpec;
import dev.sortie.practice.machine.Machines;
import dev.sortie.practice.machine.NetworkFault;
import dev.sortie.practice.machine.Traffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines that only remember what was asked of them. Survives a restart of the market. */
final class FakeMachines implements Machines {
  final Map<Long, FakeMachine> machines = new ConcurrentHashMap<>();
  private final AtomicInteger nextPort = new AtomicInteger(40_000);
  volatile boolean broken;

  final class FakeMachine implements Machine {
    final MachineSpec spec;
    final List<String> keys = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<Integer, Integer> ports = new HashMap<>();
    volatile Traffic traffic = new Traffic(0, 0);
    volatile NetworkFault fault = NetworkFault.NONE;
    volatile int gpu;

    FakeMachine(MachineSpec spec) {
      this.spec = spec;
      keys.addAll(spec.authorizedKeys());
      spec.exposedPorts().forEach(port -> ports.put(port, nextPort.getAndIncrement()));
    }

    @Override
    public int sshPort() {
      return ports.getOrDefault(22, 39_999);
    }

    @Override
    public Map<Integer, Integer> ports() {
      return ports;
    }

    @Override
    public void authorize(String publicKey) {
      if (!keys.contains(publicKey)) {
        keys.add(publicKey);
      }
    }

    @Override
    public void revoke(String publicKey) {
      keys.remove(publicKey);
    }

    @Override
    public void gpuUtilization(int percent) {
      gpu = percent;
    }

    @Override
    public Traffic traffic() {
      return traffic;
    }

    @Override
    public void fault(NetworkFault next) {
      fault = next;
    }

    @Override
    public void cutConnections() {
      calls.add("cut");
    }

    @Override
    public void stop() {
      calls.add("stop");
    }

    @Override
    public void restart() {
      calls.add("restart");
    }

    @Override
    public void destroy() {
      calls.add("destroy");
      machines.remove(spec.id());
    }
  }

  FakeMachine of(long id) {
    FakeMachine machine = machines.get(id);
    if (machine == null) {
      throw new IllegalStateException("no machine behind instance " + id);
    }
    return machine;
  }

  @Override
  public Machine start(MachineSpec spec) {
    if (broken) {
      throw new MachineException("no space left on device");
    }
    return machines.computeIfAbsent(spec.id(), id -> new FakeMachine(spec));
  }

  @Override
  public String isolation() {
    return "pretended";
  }

  @Override
  public void close() {}
}
