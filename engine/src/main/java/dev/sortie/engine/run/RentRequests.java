package dev.sortie.engine.run;

import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.engine.guard.Guard;

/** Makes the create call of a lease from its terms and the recipe. */
public final class RentRequests {
  private final Recipe recipe;
  private final ImageLogins logins;

  public RentRequests(Recipe recipe, ImageLogins logins) {
    this.recipe = recipe;
    this.logins = logins;
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
        logins.of(recipe));
  }
}
