package dev.sortie.practice.offers;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All offers of the practice market. Immutable; the same seed gives the same offers. */
public final class Catalogue {
  private final List<Offer> offers;
  private final java.util.Map<Long, Offer> byId;

  private Catalogue(List<Offer> offers) {
    this.offers = List.copyOf(offers);
    this.byId = offers.stream().collect(Collectors.toMap(Offer::id, Function.identity()));
  }

  /** Makes at least 300 offers. */
  public static Catalogue generate(long seed) {
    return new Catalogue(new HostGenerator(seed).offers());
  }

  public List<Offer> offers() {
    return offers;
  }

  public Optional<Offer> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Stream<String> gpuNames() {
    return offers.stream().map(Offer::gpuName).distinct().sorted();
  }
}
