package dev.sortie.practice.machine;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What stands between the network and one machine: who may come in, what is counted, which fault
 * applies, and who is connected now. Thread-safe.
 */
final class MachineDoor {
  private final KeyPair hostKey;
  private final AuthorizedKeys keys;
  private final Meter meter;
  private final MachineShell shell;
  private final Consumer<String> notices;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private volatile NetworkFault fault = NetworkFault.NONE;

  MachineDoor(
      KeyPair hostKey,
      AuthorizedKeys keys,
      Meter meter,
      MachineShell shell,
      Consumer<String> notices) {
    this.hostKey = hostKey;
    this.keys = keys;
    this.meter = meter;
    this.shell = shell;
    this.notices = notices;
  }

  /** One open connection of whatever kind. */
  interface Connection {
    /** From now on it says nothing and hears nothing, but stays open. */
    void fallSilent();

    boolean isSilent();

    /** Ends it without a word. */
    void cut();
  }

  KeyPair hostKey() {
    return hostKey;
  }

  Meter meter() {
    return meter;
  }

  MachineShell shell() {
    return shell;
  }

  NetworkFault fault() {
    return fault;
  }

  boolean admits(String user, byte[] wireKey) throws IOException {
    return fault != NetworkFault.KEY_NOT_INSTALLED && user.equals("root") && keys.accepts(wireKey);
  }

  /** Open connections fall silent with a dead network; a network that is back has lost them. */
  void fault(NetworkFault next) {
    fault = next;
    for (Connection connection : connections) {
      if (isDead(next)) {
        connection.fallSilent();
      } else if (connection.isSilent()) {
        connection.cut();
      }
    }
  }

  static boolean isDead(NetworkFault fault) {
    return switch (fault) {
      case BLACK_HOLE, HANGS -> true;
      case NONE, KEY_NOT_INSTALLED, CUTS, BANNER -> false;
    };
  }

  void joined(Connection connection) {
    connections.add(connection);
  }

  void left(Connection connection) {
    connections.remove(connection);
  }

  void cutAll() {
    connections.forEach(Connection::cut);
  }

  void notice(String text) {
    notices.accept(text);
  }
}
