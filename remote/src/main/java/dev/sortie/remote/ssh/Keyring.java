package dev.sortie.remote.ssh;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;

/** Private keys of this process: each is read, and its passphrase asked for, once. Thread-safe. */
public final class Keyring {
  private final Passphrases passphrases;
  private final Map<Path, KeyPair> read = new HashMap<>();

  public Keyring(Passphrases passphrases) {
    this.passphrases = passphrases;
  }

  /**
   * @throws dev.sortie.core.remote.RemoteException {@code LocalFailure} when it cannot be used
   */
  public synchronized KeyPair get(Path file) {
    KeyPair known = read.get(file);
    if (known == null) {
      known = PrivateKeys.load(file, passphrases);
      read.put(file, known);
    }
    return known;
  }
}
