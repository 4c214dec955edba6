package dev.sortie.engine.lease;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.Login;
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
   * The first login to a machine, if there is no connection yet: nobody knows its host key.
   *
   * @throws RemoteException when it cannot be reached
   */
  RemoteHost first(LeaseId lease, List<SshAddress> named) {
    heard(lease, named);
    return connect(lease, Optional.empty(), Traffic.NONE);
  }

  /**
   * Connects if there is no connection yet, to a machine that has let us in before.
   *
   * @throws RemoteException when it cannot be reached
   */
  RemoteHost connect(LeaseId lease, Login login) {
    boolean guessed = addresses.putIfAbsent(lease, List.of(login.address())) == null;
    try {
      return connect(lease, Optional.of(login.hostKey()), login.metered());
    } catch (RemoteException e) {
      if (guessed) {
        addresses.remove(lease, List.of(login.address()));
      }
      throw guessed && e.problem() instanceof RemoteProblem.HostKeyChanged ? moved() : e;
    }
  }

  /** The market has not told yet where it is now; where it was, another machine answers. */
  private static RemoteException moved() {
    return new RemoteException(
        new RemoteProblem.Unreachable("it is not where it was, and the market does not say where"));
  }

  private RemoteHost connect(LeaseId lease, Optional<HostKey> pinned, Traffic before) {
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

  /**
   * Connects to the machine of a lease, if there is no connection yet.
   *
   * @throws RemoteException when it cannot be reached, or is not up: whoever answers there may be
   *     another machine by now
   */
  public RemoteHost connect(LeaseId id, Lease lease) {
    Open known = open.get(id);
    return known != null
        ? known.host()
        : connect(id, lease.login().orElseThrow(Connections::notUp));
  }

  private static RemoteException notUp() {
    return new RemoteException(new RemoteProblem.Unreachable("the machine is not up"));
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
