package dev.sortie.practice.machine;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.AttributeStore;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** Gives every SSH session the keys of the machine whose port it came in on. */
final class DoorSessionFactory extends SessionFactory {
  private static final AttributeKey<MachineDoor> DOOR = new AttributeKey<>();

  DoorSessionFactory(ServerFactoryManager server) {
    super(server);
  }

  static MachineDoor door(ChannelSession channel) {
    return door(channel.getSession());
  }

  static MachineDoor door(AttributeStore session) {
    return Optional.ofNullable(session.getAttribute(DOOR))
        .orElseThrow(() -> new IllegalStateException("a session that belongs to no machine"));
  }

  /** A silent connection gets no session, so that not even the server's greeting is said. */
  @Override
  public void sessionCreated(IoSession connection) throws Exception {
    if (!(connection instanceof Wire wire)) {
      throw new IOException("this port is no machine's");
    }
    if (!wire.isSilent()) {
      super.sessionCreated(connection);
    }
  }

  @Override
  public void messageReceived(IoSession connection, Readable message) throws Exception {
    if (AbstractSession.getSession(connection, true) != null) {
      super.messageReceived(connection, message);
    }
  }

  @Override
  public void sessionClosed(IoSession connection) throws Exception {
    if (AbstractSession.getSession(connection, true) != null) {
      super.sessionClosed(connection);
    }
  }

  @Override
  protected ServerSessionImpl doCreateSession(IoSession connection) throws Exception {
    MachineDoor door = ((Wire) connection).door();
    ServerSessionImpl session = super.doCreateSession(connection);
    session.setAttribute(DOOR, door);
    session.setKeyPairProvider(KeyPairProvider.wrap(door.hostKey()));
    session.setPublickeyAuthenticator((user, key, asking) -> admits(door, user, key));
    return session;
  }

  private static boolean admits(MachineDoor door, String user, PublicKey key) {
    ByteArrayBuffer wire = new ByteArrayBuffer();
    wire.putRawPublicKey(key);
    try {
      return door.admits(user, wire.getCompactData());
    } catch (IOException e) {
      door.notice("cannot read who may log in: " + e.getMessage());
      return false;
    }
  }
}
