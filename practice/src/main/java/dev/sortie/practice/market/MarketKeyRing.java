package dev.sortie.practice.market;

import dev.sortie.practice.http.KeyRing;
import dev.sortie.practice.http.Who;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The account's key and the restricted keys of the instances. */
public final class MarketKeyRing implements KeyRing {
  private final Market market;

  public MarketKeyRing(Market market) {
    this.market = market;
  }

  @Override
  public Who whose(String key) {
    if (same(key, market.apiKey())) {
      return new Who.Account();
    }
    return market.instanceOf(key).<Who>map(Who.Instance::new).orElseGet(Who.Stranger::new);
  }

  static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
