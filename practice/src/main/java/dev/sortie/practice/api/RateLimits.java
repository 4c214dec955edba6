package dev.sortie.practice.api;

import dev.sortie.practice.http.Around;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Route;
import dev.sortie.practice.market.Market;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The documented minimum intervals per endpoint and caller, in real time; off until a factor is
 * set. A refused call does nothing and is told so in plain text, without Retry-After.
 */
final class RateLimits implements Around {
  private final Market market;
  private final Map<String, Double> lastCalls = new ConcurrentHashMap<>();

  RateLimits(Market market) {
    this.market = market;
  }

  @Override
  public Reply around(Call call, Route route, Supplier<Reply> action) {
    double threshold = route.secondsBetweenCalls();
    double interval = threshold * market.faults().rateLimitFactor();
    if (interval <= 0) {
      return action.get();
    }
    double now = market.clock().realSeconds();
    AtomicBoolean early = new AtomicBoolean();
    lastCalls.compute(
        route.method() + " " + route.pattern() + " " + call.who(),
        (key, last) -> {
          early.set(last != null && now - last < interval);
          return early.get() && last != null ? last : Double.valueOf(now);
        });
    return early.get() ? tooFrequent(threshold) : action.get();
  }

  static Reply tooFrequent(double threshold) {
    return Reply.text(
        429, "text/plain", "API requests too frequent: endpoint threshold=" + threshold);
  }
}
