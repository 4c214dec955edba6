package dev.sortie.remote;

import dev.sortie.core.remote.Hosts;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Clients;
import dev.sortie.remote.ssh.Dialer;
import dev.sortie.remote.ssh.Keyring;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Passphrases;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.sync.Push;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to rented machines over SSH. Costs nothing until the first connect.
 * Thread-safe.
 */
public final class SshHosts implements Hosts {
  private final Duration commandTime;
  private final Keyring keys;
  private @Nullable SshClient client;

  public SshHosts() {
    this(Passphrases.NOBODY);
  }

  /**
   * @param passphrases who is asked for that of a key, once
   */
  public SshHosts(Passphrases passphrases) {
    this(Bounds.COMMAND_TIME, passphrases);
  }

  SshHosts(Duration commandTime) {
    this(commandTime, Passphrases.NOBODY);
  }

  private SshHosts(Duration commandTime, Passphrases passphrases) {
    this.commandTime = commandTime;
    this.keys = new Keyring(passphrases);
  }

  /**
   * The public half of a key that machines are to let in, as one line of {@code authorized_keys}.
   *
   * @throws dev.sortie.core.remote.RemoteException {@code LocalFailure} when it cannot be used
   */
  public String publicKeyOf(Path privateKey) {
    return SshKeys.line(keys.get(privateKey));
  }

  @Override
  public RemoteHost connect(SshTarget target) {
    Link link = new Link(new Dialer(client(), keys), target);
    try {
      link.connect();
    } catch (InterruptedIOException e) {
      throw Patience.interrupted(e);
    }
    return new SshRemoteHost(link, commandTime);
  }

  @Override
  public PushSize measure(PushRequest request) {
    return Push.measure(request);
  }

  private synchronized SshClient client() {
    if (client == null) {
      client = Clients.start();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.stop();
    }
  }
}
