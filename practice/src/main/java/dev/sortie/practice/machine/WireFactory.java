package dev.sortie.practice.machine;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Optional;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.AbstractIoServiceFactoryFactory;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2Session;

/** Makes a {@link Wire} of every connection that comes in on a machine's port. */
final class WireFactory extends AbstractIoServiceFactoryFactory {
  private final SshFront front;

  WireFactory(SshFront front) {
    super(null);
    this.front = front;
  }

  @Override
  public IoServiceFactory create(FactoryManager manager) {
    return new Nio2ServiceFactory(manager, newExecutor(), newExecutor()) {
      @Override
      public Nio2Session createSession(
          Nio2Service service,
          IoHandler handler,
          AsynchronousSocketChannel socket,
          SocketAddress cameInOn)
          throws Throwable {
        Optional<MachineDoor> door =
            cameInOn instanceof InetSocketAddress address
                ? front.door(address.getPort())
                : Optional.empty();
        return door.isPresent()
            ? new Wire(service, manager, handler, socket, cameInOn, door.get())
            : super.createSession(service, handler, socket, cameInOn);
      }
    };
  }
}
