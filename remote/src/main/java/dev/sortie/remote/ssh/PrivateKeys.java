package dev.sortie.remote.ssh;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private key files: OpenSSH and PEM form; ed25519, RSA, ECDSA; without passphrase. */
public final class PrivateKeys {
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
      String why =
          asked[0]
              ? " is protected by a passphrase; use a key without one"
              : " cannot be read as a private key: " + e.getMessage();
      throw failure("the private key " + file + why, e);
    }
  }

  private static RemoteException failure(
      String said, @org.jspecify.annotations.Nullable Exception cause) {
    RemoteProblem problem = new RemoteProblem.LocalFailure(said);
    return cause == null ? new RemoteException(problem) : new RemoteException(problem, cause);
  }
}
