package dev.sortie.engine.plan;

import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.OfferSearch;
import java.util.List;

/** No offer fulfils every condition; carries which condition excludes how many. */
public final class NoOffersException extends RuntimeException {
  private final transient OfferSearch search;
  private final transient List<Exclusion> exclusions;

  NoOffersException(OfferSearch search, List<Exclusion> exclusions) {
    super("no offer fulfils: " + search.query());
    this.search = search;
    this.exclusions = List.copyOf(exclusions);
  }

  public OfferSearch search() {
    return search;
  }

  public List<Exclusion> exclusions() {
    return exclusions;
  }
}
