package dev.sortie.remote.ssh;

import java.nio.file.Path;
import java.util.Optional;

/** Who knows the passphrases of private keys: a person at a terminal, or nobody. */
public interface Passphrases {
  Passphrases NOBODY = (_, _) -> Optional.empty();

  /**
   * The passphrase of a key.
   *
   * @param failed how many given ones were wrong
   * @return empty when nobody is there or wants to try again
   */
  Optional<String> of(Path key, int failed);
}
