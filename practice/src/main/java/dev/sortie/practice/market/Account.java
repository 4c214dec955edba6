package dev.sortie.practice.market;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The account's play money and its environment variables. Thread-safe. */
public final class Account {
  private final Market market;

  public Account(Market market) {
    this.market = market;
  }

  /** Sets what may still be spent, by a top-up or its opposite. */
  public void setCredit(double dollars) {
    change(() -> book().topUps().add(new TopUp(dollars - book().credit(), market.now())));
  }

  public List<TopUp> topUps() {
    return market.locked(() -> List.copyOf(book().topUps()));
  }

  public Set<String> secretNames() {
    return market.locked(() -> new TreeSet<>(book().secrets().keySet()));
  }

  public void putSecret(String name, String value) {
    change(() -> book().secrets().put(name, value));
  }

  public void removeSecret(String name) {
    change(() -> book().secrets().remove(name));
  }

  private void change(Runnable change) {
    market.locked(() -> {
      change.run();
      market.save();
      return true;
    });
  }

  private Book book() {
    return market.book();
  }
}
