package dev.sortie.engine.run;

import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.engine.guard.Guard;
import java.util.Optional;

/** Makes the create call of a lease from its terms and the recipe. */
public final class RentRequests {
  private final Recipe recipe;
  private final Optional<ImageLogin> login;

  public RentRequests(Recipe recipe, Optional<ImageLogin> login) {
    this.recipe = recipe;
    this.login = login;
  }

  public RentRequest of(LeaseTerms terms) {
    return new RentRequest(
        terms.offer(),
        terms.label(),
        recipe.image(),
        terms.diskGigabytes(),
        recipe.environment(),
        recipe.ports(),
        Guard.onstart(terms.life(), terms.guard()),
        login.filter(l -> recipe.image().startsWith(l.registry() + "/")));
  }
}
