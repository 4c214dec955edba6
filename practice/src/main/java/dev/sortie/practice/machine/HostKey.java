package dev.sortie.practice.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** A machine's own ed25519 host key: made once, the same as long as the machine lives. */
final class HostKey {
  private static final int BITS = 256;

  private HostKey() {}

  static KeyPair of(MachineFolder folder) throws IOException {
    Path file = folder.state().resolve("host_ed25519");
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      KeyPair made = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS);
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(made, "practice", null, text);
      folder.write(file, text.toString(StandardCharsets.US_ASCII));
      return made;
    } catch (GeneralSecurityException e) {
      throw new IOException("no host key: " + e.getMessage(), e);
    }
  }

  private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, null)
          .iterator()
          .next();
    }
  }
}
