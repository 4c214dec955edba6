package dev.sortie.practice.machine;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.io.nio2.Nio2CompletionHandler;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;

/** One TCP connection to a machine's SSH port, with its bytes counted and its faults applied. */
final class Wire extends Nio2Session implements MachineDoor.Connection {
  private final MachineDoor door;
  private final Cutter cutter;
  private volatile boolean silent;

  Wire(
      Nio2Service service,
      FactoryManager manager,
      IoHandler handler,
      AsynchronousSocketChannel socket,
      SocketAddress cameInOn,
      MachineDoor door)
      throws IOException {
    super(service, manager, handler, socket, cameInOn);
    this.door = door;
    this.cutter = new Cutter(door);
    this.silent = MachineDoor.isDead(door.fault());
    door.joined(this);
    addCloseFutureListener(closed -> door.left(this));
  }

  MachineDoor door() {
    return door;
  }

  @Override
  public void fallSilent() {
    silent = true;
  }

  @Override
  public boolean isSilent() {
    return silent;
  }

  @Override
  public void cut() {
    close(true);
  }

  @Override
  protected void handleReadCycleCompletion(
      ByteBuffer buffer,
      Readable reader,
      Nio2CompletionHandler<Integer, Object> completion,
      Integer bytes,
      Object attachment) {
    if (bytes > 0 && silent) {
      buffer.clear();
      doReadCycle(buffer, completion);
      return;
    }
    if (bytes > 0 && cutter.in(bytes)) {
      cut();
      return;
    }
    super.handleReadCycleCompletion(buffer, reader, completion, bytes, attachment);
  }

  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
    if (silent) {
      return AbstractIoWriteFuture.fulfilled(getId(), true);
    }
    if (cutter.out(buffer.available())) {
      cut();
    }
    return super.writeBuffer(buffer);
  }
}
