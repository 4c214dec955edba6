package dev.sortie.remote.ssh;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Reads private key files: OpenSSH, PEM and PKCS#8 form; ed25519, RSA, ECDSA; without passphrase.
 */
public final class PrivateKeys {
  private static final String LOCKED = " is protected by a passphrase; use a key without one";

  private PrivateKeys() {}

  /**
   * @throws RemoteException {@code LocalFailure} when the file is missing, unreadable, no key or
   *     protected by a passphrase
   */
  public static KeyPair load(Path file) {
    boolean[] asked = new boolean[1];
    FilePasswordProvider none =
        (_, _, _) -> {
          asked[0] = true;
          return null;
        };
    try (InputStream in = Files.newInputStream(file)) {
      if (isSealedPkcs8(file)) {
        throw failure("the private key " + file + LOCKED, null);
      }
      var pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, none);
      Iterator<KeyPair> found = pairs == null ? null : pairs.iterator();
      if (found == null || !found.hasNext()) {
        throw failure(file + " holds no private key", null);
      }
      return found.next();
    } catch (NoSuchFileException e) {
      throw failure("the private key " + file + " does not exist", e);
    } catch (IOException | GeneralSecurityException e) {
      String why = asked[0] ? LOCKED : " cannot be read as a private key: " + e.getMessage();
      throw failure("the private key " + file + why, e);
    }
  }

  /** The library's reader of this form asks for no passphrase; it fails for want of one. */
  private static boolean isSealedPkcs8(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .contains("-----BEGIN ENCRYPTED PRIVATE KEY-----");
  }

  private static RemoteException failure(
      String said, @org.jspecify.annotations.Nullable Exception cause) {
    RemoteProblem problem = new RemoteProblem.LocalFailure(said);
    return cause == null ? new RemoteException(problem) : new RemoteException(problem, cause);
  }
}
