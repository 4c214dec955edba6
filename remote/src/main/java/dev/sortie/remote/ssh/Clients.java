package dev.sortie.remote.ssh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** Builds the one MINA client of a program. */
public final class Clients {
  /**
   * In flight towards us per channel: 30 MB/s at 100 ms. A cut loses as much, so that it is no
   * larger than what may be fetched again.
   */
  private static final long RECEIVE_WINDOW_BYTES = 3L << 20;

  private Clients() {}

  /** A started client that reads no configuration of the user's: no known_hosts, no ssh_config. */
  public static SshClient start() {
    SshClient client =
        ClientBuilder.builder()
            .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
            .serverKeyVerifier((session, _, key) -> PinCheck.verify(session, key))
            .build();
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setCipherFactories(ciphers());
    client.setKeyExchangeFactories(quickestFirst(client.getKeyExchangeFactories()));
    client.setSessionFactory(new Counting(client));
    // Without it every small exchange waits for a delayed ACK: 45 ms instead of 2.5 ms.
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.WINDOW_SIZE.set(client, RECEIVE_WINDOW_BYTES);
    CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(client, 256 * 1024);
    CoreModuleProperties.NIO_WORKERS.set(client, 2);
    // Dead peers are found by Link, which counts any byte heard as a sign of life.
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, java.time.Duration.ZERO);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, java.time.Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, java.time.Duration.ZERO);
    client.start();
    return client;
  }

  /** AES-GCM first: ChaCha20 is three times slower in Java. */
  private static List<NamedFactory<Cipher>> ciphers() {
    List<NamedFactory<Cipher>> ciphers = new ArrayList<>();
    ciphers.add(BuiltinCiphers.aes128gcm);
    ciphers.add(BuiltinCiphers.aes256gcm);
    ciphers.add(BuiltinCiphers.aes128ctr);
    ciphers.add(BuiltinCiphers.aes256ctr);
    ciphers.add(BuiltinCiphers.cc20p1305_openssh);
    return ciphers;
  }

  /** The post-quantum exchanges cost a cold program half a second; they stay as the fallback. */
  private static List<KeyExchangeFactory> quickestFirst(List<KeyExchangeFactory> all) {
    return all.stream()
        .sorted(Comparator.comparing(kex -> !kex.getName().startsWith("curve25519-sha256")))
        .toList();
  }

  private static final class Counting extends SessionFactory {
    Counting(SshClient client) {
      super(client);
    }

    @Override
    protected ClientSessionImpl doCreateSession(IoSession io) throws Exception {
      return new CountingSession(getClient(), io);
    }
  }
}
