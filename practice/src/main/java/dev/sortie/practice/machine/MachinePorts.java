package dev.sortie.practice.machine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** This computer's ports that belong to one machine: SSH and the exposed ones. Thread-safe. */
final class MachinePorts {
  private final SshFront front;
  private final MachineDoor door;
  private final Set<Integer> wanted;
  private final PortTable table;
  private final List<PortForward> forwards = new ArrayList<>();
  private final List<SocketChannel> reserved = new ArrayList<>();
  private boolean open;
  private boolean hole;

  MachinePorts(MachineFolder folder, SshFront front, MachineDoor door, Set<Integer> exposed)
      throws IOException {
    this.front = front;
    this.door = door;
    this.wanted = new TreeSet<>(exposed);
    wanted.remove(PortTable.SSH);
    table = new PortTable(folder);
  }

  synchronized void open() throws IOException {
    if (!open) {
      open = true;
      table.put(PortTable.SSH, front.open(door, table.of(PortTable.SSH)));
      for (int inside : wanted) {
        PortForward forward = forward(inside);
        forwards.add(forward);
        table.put(inside, forward.outside());
      }
    }
  }

  private PortForward forward(int inside) throws IOException {
    Optional<Integer> before = table.of(inside);
    if (before.isPresent()) {
      try {
        return new PortForward(door, inside, before.get());
      } catch (BindException e) {
        door.notice("port " + before.get() + " is taken, port " + inside + " gets another one");
      }
    }
    return new PortForward(door, inside, 0);
  }

  synchronized void close() throws IOException {
    if (hole) {
      release();
    } else if (open) {
      shut();
    }
    open = false;
  }

  private void shut() throws IOException {
    table.of(PortTable.SSH).ifPresent(port -> front.shut(door, port));
    for (PortForward forward : forwards) {
      forward.close();
    }
    forwards.clear();
  }

  /** A black hole listens nowhere, but nobody else gets its ports meanwhile. */
  synchronized void blackHole(boolean on) throws IOException {
    if (on && !hole && open) {
      shut();
      hole = true;
      reserve(ssh());
      for (int port : exposed().values()) {
        reserve(port);
      }
    } else if (!on && hole) {
      release();
      open = false;
      open();
    }
  }

  private void reserve(int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    reserved.add(channel);
    // Connections of before may still stand on this port.
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(SshFront.LOOPBACK, port));
  }

  private void release() throws IOException {
    hole = false;
    for (SocketChannel channel : reserved) {
      channel.close();
    }
    reserved.clear();
  }

  synchronized int ssh() {
    return table.of(PortTable.SSH).orElseThrow(() -> new MachineException("never started"));
  }

  synchronized Map<Integer, Integer> exposed() {
    Map<Integer, Integer> all = new HashMap<>();
    for (int inside : wanted) {
      table.of(inside).ifPresent(outside -> all.put(inside, outside));
    }
    return Map.copyOf(all);
  }

  synchronized Optional<Integer> outside(int inside) {
    return table.of(inside);
  }
}
