package dev.sortie.practice.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One exposed port: what connects to this computer's port is led to the port inside. Machines have
 * no network of their own, so "inside" is this computer's loopback too, and two machines that use
 * the same port inside get in each other's way. Thread-safe.
 */
final class PortForward implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final MachineDoor door;
  private final int inside;
  private final ServerSocketChannel listener;

  PortForward(MachineDoor door, int inside, int outside) throws IOException {
    this.door = door;
    this.inside = inside;
    listener = ServerSocketChannel.open();
    try {
      listener.bind(new InetSocketAddress(SshFront.LOOPBACK, outside));
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    Thread.ofVirtual().start(this::accept);
  }

  int outside() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        Pair pair = new Pair(listener.accept());
        Thread.ofVirtual().start(pair::run);
      } catch (IOException e) {
        if (listener.isOpen()) {
          door.notice("port " + inside + " of a machine is closed: " + e.getMessage());
        }
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private final class Pair implements MachineDoor.Connection {
    private final SocketChannel client;
    private final SocketChannel service;
    private final Cutter cutter = new Cutter(door);
    private final AtomicBoolean silent = new AtomicBoolean(MachineDoor.isDead(door.fault()));

    Pair(SocketChannel client) throws IOException {
      this.client = client;
      this.service = SocketChannel.open();
      door.joined(this);
    }

    void run() {
      try (this.client;
          this.service) {
        if (!silent.get()) {
          service.connect(new InetSocketAddress(SshFront.LOOPBACK, inside));
        }
        Thread back = Thread.ofVirtual().start(() -> copy(service, client, false));
        copy(client, service, true);
        back.join();
      } catch (IOException e) {
        // Nobody serves that port inside: the caller sees its connection end, as with docker.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        door.left(this);
      }
    }

    private void copy(SocketChannel from, SocketChannel to, boolean inward) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      try {
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer.clear())) {
          if (silent.get()) {
            continue;
          }
          if (inward ? cutter.in(n) : cutter.out(n)) {
            cut();
            return;
          }
          buffer.flip();
          while (buffer.hasRemaining()) {
            to.write(buffer);
          }
        }
        to.shutdownOutput();
      } catch (IOException e) {
        cut();
      }
    }

    @Override
    public void fallSilent() {
      silent.set(true);
    }

    @Override
    public boolean isSilent() {
      return silent.get();
    }

    @Override
    public void cut() {
      try {
        client.close();
        service.close();
      } catch (IOException e) {
        door.notice("a forwarded connection does not close: " + e.getMessage());
      }
    }
  }
}
