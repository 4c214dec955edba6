package dev.sortie.engine.run;

import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.recipe.ImageName;
import dev.sortie.core.recipe.Recipe;
import java.util.Optional;

/**
 * Logins to registries of private images: what the recipe names, else the usual one where the image
 * comes from there. No other server is told a password.
 *
 * @param usual of a person's settings
 */
public record ImageLogins(SecretSource secrets, Optional<ImageLogin> usual) {
  public static final ImageLogins NONE = new ImageLogins(_ -> Optional.empty(), Optional.empty());

  public Optional<ImageLogin> of(Recipe recipe) {
    if (recipe.login().isPresent()) {
      return recipe
          .login()
          .flatMap(registry ->
              secrets
                  .find(registry.secret())
                  .map(word -> new ImageLogin(registry.server(), registry.user(), word)));
    }
    return usual.filter(login -> login.registry().equals(ImageName.registry(recipe.image())));
  }
}
