package dev.sortie.engine.run;

import dev.sortie.core.market.Secret;
import java.util.Optional;

/** Where the values of secrets that a recipe names come from: the environment of this computer. */
public interface SecretSource {
  Optional<Secret> find(String name);
}
