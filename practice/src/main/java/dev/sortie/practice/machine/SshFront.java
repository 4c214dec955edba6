package dev.sortie.practice.machine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/**
 * The one SSH server behind all machines: each machine has its own port, and the port a connection
 * came in on tells whose keys, processes and faults apply. Thread-safe.
 */
final class SshFront implements AutoCloseable {
  static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final long WINDOW_BYTES = 4L * 1024 * 1024;
  private static final long PACKET_BYTES = 64L * 1024;
  private static final int READ_BUFFER_BYTES = 256 * 1024;
  private static final Duration COMMAND_EXIT = Duration.ofMillis(200);
  private static final int ATTEMPTS = 20;
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Map<Integer, MachineDoor> doors = new ConcurrentHashMap<>();
  private final Server server = (Server) ServerBuilder.builder().factory(Server::new).build();

  SshFront() throws IOException {
    configure(server);
    server.setIoServiceFactoryFactory(new WireFactory(this));
    server.setSessionFactory(new DoorSessionFactory(server));
    server.setKeyPairProvider(KeyPairProvider.EMPTY_KEYPAIR_PROVIDER);
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setShellFactory(channel -> DoorSessionFactory.door(channel).shell().login());
    server.setCommandFactory(
        (channel, text) -> DoorSessionFactory.door(channel).shell().command(text));
    server.setSubsystemFactories(List.of(new Sftp()));
    server.setFileSystemFactory(new OwnFileSystem());
    server.setHost(LOOPBACK.getHostAddress());
    server.setPort(0);
    server.start();
    // The server insists on one port of its own, which nobody shall reach.
    server.acceptor().unbind();
  }

  /** Opens a door on {@code wanted} if that is free, else on any free port; returns the port. */
  int open(MachineDoor door, Optional<Integer> wanted) throws IOException {
    if (wanted.isPresent()) {
      try {
        return bind(door, wanted.get());
      } catch (BindException e) {
        door.notice("port " + wanted.get() + " is taken, the machine gets another one");
      }
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return bind(door, freePort());
      } catch (BindException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
      return probe.getLocalPort();
    }
  }

  private int bind(MachineDoor door, int port) throws IOException {
    if (doors.putIfAbsent(port, door) != null) {
      throw new BindException("port " + port + " is another machine's");
    }
    try {
      server.acceptor().bind(new InetSocketAddress(LOOPBACK, port));
    } catch (IOException e) {
      doors.remove(port, door);
      throw e;
    }
    return port;
  }

  void shut(MachineDoor door, int port) {
    if (doors.get(port) == door) {
      server.acceptor().unbind(new InetSocketAddress(LOOPBACK, port));
      doors.remove(port);
    }
  }

  Optional<MachineDoor> door(int port) {
    return Optional.ofNullable(doors.get(port));
  }

  @Override
  public void close() throws IOException {
    server.close(true).await(CLOSE);
  }

  private static void configure(SshServer server) {
    PropertyResolver settings = server;
    CoreModuleProperties.TCP_NODELAY.set(settings, true);
    CoreModuleProperties.WINDOW_SIZE.set(settings, WINDOW_BYTES);
    CoreModuleProperties.MAX_PACKET_SIZE.set(settings, PACKET_BYTES);
    CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(settings, READ_BUFFER_BYTES);
    CoreModuleProperties.IDLE_TIMEOUT.set(settings, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(settings, Duration.ZERO);
    CoreModuleProperties.COMMAND_EXIT_TIMEOUT.set(settings, COMMAND_EXIT);
    CoreModuleProperties.SERVER_IDENTIFICATION.set(settings, "OpenSSH_9.6p1-practice");
    // Post-quantum exchanges cost a fifth of a second each in Java, and this never leaves loopback.
    server.setKeyExchangeFactories(
        server.getKeyExchangeFactories().stream()
            .filter(kex -> kex.getName().matches("(curve25519|ecdh|diffie).*"))
            .toList());
    List<NamedFactory<Cipher>> ciphers = new ArrayList<>();
    ciphers.add(BuiltinCiphers.aes128gcm);
    server.getCipherFactories().stream()
        .filter(cipher -> !cipher.getName().equals(BuiltinCiphers.aes128gcm.getName()))
        .forEach(ciphers::add);
    server.setCipherFactories(ciphers);
  }

  /** MINA's server with its list of ports in reach. */
  private static final class Server extends SshServer {
    IoAcceptor acceptor() {
      return acceptor;
    }
  }
}
