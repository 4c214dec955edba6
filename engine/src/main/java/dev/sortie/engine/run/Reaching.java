package dev.sortie.engine.run;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The first connection of a process to a machine at work. Waited for like one that dropped: whoever
 * takes a run over may be offline for a moment, and whether the machine is lost the market says,
 * not we. Interrupting the calling thread ends the wait.
 */
final class Reaching {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Function<LeaseId, RemoteHost> hosts;
  private final Watcher watcher;
  private final Duration patience;

  Reaching(Function<LeaseId, RemoteHost> hosts, Watcher watcher, Duration patience) {
    this.hosts = hosts;
    this.watcher = watcher;
    this.patience = patience;
  }

  /**
   * @throws RemoteException when patience ran out, or when waiting cannot help
   */
  RemoteHost reach(LeaseId lease) {
    return reach(lease, _ -> {});
  }

  /**
   * @param begin what is done there first; repeated until it has come about
   */
  RemoteHost reach(LeaseId lease, Consumer<RemoteHost> begin) {
    long since = System.nanoTime();
    boolean waited = false;
    while (true) {
      try {
        RemoteHost host = hosts.apply(lease);
        begin.accept(host);
        if (waited) {
          watcher.connectionBack();
        }
        return host;
      } catch (RemoteException e) {
        Duration ago = Duration.ofNanos(System.nanoTime() - since);
        if (!mayPass(e.problem()) || ago.compareTo(patience) >= 0) {
          throw e;
        }
        watcher.connectionLost(ago, e.problem().said());
        waited = true;
        pause(e);
      }
    }
  }

  private static void pause(RemoteException why) {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }

  private static boolean mayPass(RemoteProblem problem) {
    return switch (problem) {
      case RemoteProblem.Unreachable _, RemoteProblem.KeyRefused _, RemoteProblem.Dropped _ -> true;
      case RemoteProblem.HostKeyChanged _,
          RemoteProblem.RemoteDiskFull _,
          RemoteProblem.LocalDiskFull _,
          RemoteProblem.CommandFailed _,
          RemoteProblem.LocalFailure _ ->
          false;
    };
  }
}
