package dev.sortie.practice.market;

import java.util.List;
import java.util.Optional;

/** What hosts ask for beyond the contract, and what the renter answered. Thread-safe. */
public final class PriceIncreases {
  private static final double LONGER = 30 * 86_400.0;

  private final Market market;

  public PriceIncreases(Market market) {
    this.market = market;
  }

  /** The host of this instance asks for more, as of {@code at}. */
  public void ask(Contract contract, double factor, double at) {
    market.locked(() -> {
      long id = market.book().nextId();
      double extendsTo = contract.endsAt() + LONGER;
      market
          .book()
          .increases()
          .add(new PriceIncrease(id, contract.id(), factor, at, extendsTo, false));
      market.save();
      return true;
    });
  }

  /** Those that wait for an answer, of instances that live. */
  public List<PriceIncrease> pending() {
    return market.locked(() ->
        market.book().increases().stream()
            .filter(one -> !one.accepted() && one.createdAt() <= market.now())
            .filter(one -> market.find(one.instance()).isPresent())
            .toList());
  }

  /** Answers one that is pending; empty when there is none of this number. */
  public Optional<PriceIncrease> answer(long id, boolean accepted) {
    return market.locked(() -> {
      Optional<PriceIncrease> found = pending().stream().filter(one -> one.id() == id).findFirst();
      found.ifPresent(one -> {
        market.book().increases().remove(one);
        if (accepted) {
          market.book().increases().add(one.accept());
        }
        market.save();
      });
      return found;
    });
  }

  /** The contract as it goes on at its end, dearer; itself where nothing was accepted. */
  Contract extended(Contract contract) {
    Optional<PriceIncrease> accepted =
        market.book().increases().stream()
            .filter(one -> one.accepted() && one.instance() == contract.id())
            .findFirst();
    accepted.ifPresent(market.book().increases()::remove);
    return accepted
        .map(one -> contract.extended(contract.offer().dearer(one.factor()), one.extendsTo()))
        .orElse(contract);
  }
}
