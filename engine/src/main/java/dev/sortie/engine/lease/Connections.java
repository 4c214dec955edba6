package dev.sortie.engine.lease;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.Hosts;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** One connection per lease, opened when first needed, with the addresses last heard of. */
public final class Connections implements AutoCloseable {
  private final Hosts hosts;
  private final Path privateKey;
  private final Map<LeaseId, List<SshAddress>> addresses = new ConcurrentHashMap<>();
  private final Map<LeaseId, Open> open = new ConcurrentHashMap<>();

  public Connections(Hosts hosts, Path privateKey) {
    this.hosts = hosts;
    this.privateKey = privateKey;
  }

  /** The market named these addresses; the next connect uses them. */
  public void heard(LeaseId lease, List<SshAddress> current) {
    if (!current.isEmpty()) {
      addresses.put(lease, List.copyOf(current));
    }
  }

  /**
   * Connects if there is no connection yet. {@code before} is what the lease's meter had counted
   * when this process took it up.
   *
   * @throws RemoteException when it cannot be reached
   */
  public RemoteHost connect(LeaseId lease, Optional<HostKey> pinned, Traffic before) {
    Open known = open.get(lease);
    if (known != null) {
      return known.host();
    }
    if (!addresses.containsKey(lease)) {
      throw new RemoteException(
          new RemoteProblem.Unreachable("the market names no address for it yet"));
    }
    RemoteHost host =
        hosts.connect(
            new SshTarget(() -> addresses.getOrDefault(lease, List.of()), privateKey, pinned));
    Open first = open.putIfAbsent(lease, new Open(host, new AtomicReference<>(before)));
    if (first != null) {
      host.close();
      return first.host();
    }
    return host;
  }

  /** The connection of a lease, if there is one; it may be down at the moment. */
  public Optional<RemoteHost> connected(LeaseId lease) {
    return Optional.ofNullable(open.get(lease)).map(Open::host);
  }

  /** Connects to the machine of a lease that has been reached before. */
  public RemoteHost connect(LeaseId id, Lease lease) {
    Optional<HostKey> pinned =
        lease.phase() instanceof dev.sortie.core.lease.LeasePhase.Up up
            ? Optional.of(up.hostKey())
            : Optional.empty();
    return connect(id, pinned, lease.meter().map(Meter::traffic).orElse(Traffic.NONE));
  }

  /**
   * All bytes of the lease so far, those of earlier processes included; empty when not connected.
   */
  public Optional<Traffic> traffic(LeaseId lease) {
    return Optional.ofNullable(open.get(lease))
        .map(known -> known.before().get().plus(known.host().traffic()));
  }

  /**
   * The machine has counted more than we have moved: bytes of its tasks, and of processes that were
   * killed. From now on ours are added to those.
   */
  public void counted(LeaseId lease, Traffic byTheMachine) {
    Open known = open.get(lease);
    if (known != null) {
      Traffic others = byTheMachine.without(known.host().traffic());
      known.before().accumulateAndGet(others, Traffic::atLeast);
    }
  }

  public void drop(LeaseId lease) {
    Open known = open.remove(lease);
    if (known != null) {
      known.host().close();
    }
  }

  @Override
  public void close() {
    open.keySet().forEach(this::drop);
  }

  /**
   * @param before what was counted beside our own bytes
   */
  private record Open(RemoteHost host, AtomicReference<Traffic> before) {}
}
