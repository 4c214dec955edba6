package dev.sortie.practice.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** A person with an ed25519 key, who logs in with MINA's client or the computer's own ssh. */
final class Login implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KeyPair pair;
  private final Path folder;
  private final SshClient client = SshClient.setUpDefaultClient();

  Login(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, text);
    Files.write(identity(), text.toByteArray());
    Files.setPosixFilePermissions(identity(), PosixFilePermissions.fromString("rw-------"));
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
  }

  Path identity() {
    return folder.resolve("id_ed25519");
  }

  String publicKey() {
    return PublicKeyEntry.toString(pair.getPublic()) + " somebody@somewhere";
  }

  record Said(int status, String out, String err) {}

  ClientSession session(int port) throws IOException {
    return session(port, "root");
  }

  ClientSession session(int port, String user) throws IOException {
    ClientSession session = client.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
    session.addPublicKeyIdentity(pair);
    try {
      session.auth().verify(PATIENCE);
    } catch (IOException e) {
      session.close(true);
      throw e;
    }
    return session;
  }

  /** Runs one command over a connection of its own. */
  Said run(int port, String command) throws IOException {
    try (ClientSession session = session(port)) {
      return run(session, command);
    }
  }

  Said run(ClientSession session, String command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (var channel = session.createExecChannel(command)) {
      channel.setOut(out);
      channel.setErr(err);
      channel.open().verify(PATIENCE);
      var state = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
      if (state.contains(ClientChannelEvent.TIMEOUT)) {
        throw new IOException("no end of " + command + "; so far: " + out + err);
      }
      Integer status = channel.getExitStatus();
      return new Said(
          status == null ? -1 : status,
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    }
  }

  /** The options that make the computer's own OpenSSH programs talk to a machine. */
  List<String> options() {
    return List.of(
        "-i",
        identity().toString(),
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=" + folder.resolve("known_hosts"),
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "LogLevel=ERROR",
        "-F",
        "none");
  }

  /** Runs the computer's ssh; {@code flags} stand before the address. */
  Said ssh(int port, List<String> flags, String command) throws Exception {
    List<String> all = new ArrayList<>(List.of("ssh", "-p", String.valueOf(port)));
    all.addAll(options());
    all.addAll(flags);
    all.addAll(List.of("root@127.0.0.1", command));
    return Programs.run(all);
  }

  @Override
  public void close() {
    client.stop();
  }
}
