package dev.sortie.remote.ssh;

import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Opens authenticated sessions, one address after the other. Thread-safe. */
public final class Dialer {
  /** For TCP, key exchange and login together, per address. */
  private static final Duration TIMEOUT_PER_ADDRESS = Duration.ofSeconds(10);

  private static final String USER = "root";

  private final SshClient client;
  private final Keyring keys;

  public Dialer(SshClient client, Keyring keys) {
    this.client = client;
    this.keys = keys;
  }

  /** An open session and who answered. */
  record Dialed(
      CountingSession session, SshAddress address, HostKey hostKey, String publicHostKey) {}

  Dialed dial(List<SshAddress> addresses, Path privateKey, Optional<HostKey> pinned)
      throws InterruptedIOException {
    KeyPair key = keys.get(privateKey);
    List<RemoteProblem> problems = new ArrayList<>();
    for (SshAddress address : addresses) {
      PinCheck check = new PinCheck(pinned);
      try {
        return dial(address, key, check);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        problems.add(problem(address, check, e));
      }
    }
    throw new RemoteException(gravest(problems));
  }

  private Dialed dial(SshAddress address, KeyPair key, PinCheck check) throws IOException {
    long deadline = System.nanoTime() + TIMEOUT_PER_ADDRESS.toNanos();
    AttributeRepository context = AttributeRepository.ofKeyValuePair(PinCheck.KEY, check);
    var connecting = client.connect(USER, address.host(), address.port(), context, null);
    ClientSession session;
    try {
      session = connecting.verify(TIMEOUT_PER_ADDRESS).getClientSession();
    } catch (IOException e) {
      connecting.cancel();
      throw e;
    }
    try {
      session.addPublicKeyIdentity(key);
      session.auth().verify(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      return new Dialed(
          (CountingSession) session,
          address,
          check.seen().orElseThrow(),
          PublicKeyEntry.toString(session.getServerKey()));
    } catch (IOException | RuntimeException e) {
      session.close(true);
      throw e;
    }
  }

  private static RemoteProblem problem(SshAddress address, PinCheck check, IOException e) {
    if (check.refused()) {
      return new RemoteProblem.HostKeyChanged(
          address
              + " shows host key "
              + check.seen().orElseThrow().fingerprint()
              + ", not the one seen first on this instance");
    }
    // The server said no to our key: "no more authentication methods available".
    if (e instanceof SshException ssh
        && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
      return new RemoteProblem.KeyRefused(address + " does not let the key in");
    }
    return new RemoteProblem.Unreachable(address + " does not answer: " + e.getMessage());
  }

  /** A machine that answers with the wrong key says more than one that is silent. */
  private static RemoteProblem gravest(List<RemoteProblem> problems) {
    return problems.stream()
        .filter(p -> p instanceof RemoteProblem.HostKeyChanged)
        .findFirst()
        .or(() -> problems.stream().filter(p -> p instanceof RemoteProblem.KeyRefused).findFirst())
        .orElseGet(() ->
            new RemoteProblem.Unreachable(
                problems.isEmpty()
                    ? "the machine has no SSH address yet"
                    : String.join("; ", problems.stream().map(RemoteProblem::said).toList())));
  }
}
