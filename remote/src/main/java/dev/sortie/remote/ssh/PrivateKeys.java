package dev.sortie.remote.ssh;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.DSAPublicKey;
import java.util.Iterator;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private key files: OpenSSH, PEM and PKCS#8 form; ed25519, RSA, ECDSA. */
public final class PrivateKeys {
  private static final String PUTTY = "PuTTY-User-Key-File";

  private PrivateKeys() {}

  /**
   * @throws RemoteException {@code LocalFailure} when the file is missing, unreadable, no key that
   *     servers take, or protected by a passphrase that nobody gave
   */
  public static KeyPair load(Path file, Passphrases passphrases) {
    byte[] bytes = bytes(file);
    if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith(PUTTY)) {
      throw failure(
          file
              + " is a key of PuTTY's; `puttygen "
              + file
              + " -O private-openssh -o NEW` makes one"
              + " that can be used",
          null);
    }
    KeyPair pair = unlocked(file, bytes, passphrases);
    if (pair.getPublic() instanceof DSAPublicKey) {
      throw failure(file + " is a DSA key, which SSH servers let in no more", null);
    }
    return pair;
  }

  private static KeyPair unlocked(Path file, byte[] bytes, Passphrases passphrases) {
    for (int failed = 0; ; failed++) {
      Attempt attempt = new Attempt(file, failed, passphrases);
      try {
        return attempt.read(bytes);
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        if (!attempt.asked) {
          throw failure(
              "the private key " + file + " cannot be read as a private key: " + e.getMessage(), e);
        }
        if (!attempt.given) {
          String why = failed == 0 ? " is protected by a passphrase" : ": wrong passphrase";
          throw failure("the private key " + file + why, e);
        }
      }
    }
  }

  private static final class Attempt {
    private final Path file;
    private final int failed;
    private final Passphrases passphrases;
    private boolean asked;
    private boolean given;

    Attempt(Path file, int failed, Passphrases passphrases) {
      this.file = file;
      this.failed = failed;
      this.passphrases = passphrases;
    }

    private Optional<String> passphrase() {
      asked = true;
      Optional<String> word = passphrases.of(file, failed);
      given = word.isPresent();
      return word;
    }

    KeyPair read(byte[] bytes) throws IOException, GeneralSecurityException {
      if (!SealedPkcs8.isOne(bytes)) {
        return parse(bytes, (_, _, _) -> passphrase().orElse(null));
      }
      String word = passphrase().orElseThrow(() -> new IOException("no passphrase"));
      return parse(SealedPkcs8.open(bytes, word), FilePasswordProvider.EMPTY);
    }

    private KeyPair parse(byte[] bytes, FilePasswordProvider words)
        throws IOException, GeneralSecurityException {
      var pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), new ByteArrayInputStream(bytes), words);
      Iterator<KeyPair> found = pairs == null ? null : pairs.iterator();
      if (found == null || !found.hasNext()) {
        throw new IOException("it holds none");
      }
      return found.next();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw failure("the private key " + file + " does not exist", e);
    } catch (IOException e) {
      throw failure("the private key " + file + " cannot be read: " + e, e);
    }
  }

  private static RemoteException failure(
      String said, @org.jspecify.annotations.Nullable Exception cause) {
    RemoteProblem problem = new RemoteProblem.LocalFailure(said);
    return cause == null ? new RemoteException(problem) : new RemoteException(problem, cause);
  }
}
