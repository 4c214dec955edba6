package dev.sortie.vast;

import dev.sortie.core.market.Charge;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Usd;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Sums what the market charged, per instance; it books by the day. */
final class Charges {
  private static final Pattern SOURCE = Pattern.compile("instance-(\\d{1,18})");

  /** More than any machine costs, and little enough to be added up. */
  private static final double MOST_DOLLARS = 1e6;

  private final Calls calls;

  Charges(Calls calls) {
    this.calls = calls;
  }

  /**
   * Whole days UTC: the market knows no finer span. An instance of which one row cannot be believed
   * is left out whole, for its sum would be wrong; the others stand.
   */
  List<Charge> between(Instant from, Instant to) {
    long first = from.truncatedTo(ChronoUnit.DAYS).getEpochSecond();
    long last = to.truncatedTo(ChronoUnit.DAYS).getEpochSecond();
    Map<InstanceId, Charge> byInstance = new LinkedHashMap<>();
    Set<InstanceId> broken = new HashSet<>();
    Set<String> cursors = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    long deadline = System.nanoTime() + Bounds.WALK.toNanos();
    do {
      if (cursors.size() >= Bounds.PAGES || System.nanoTime() > deadline) {
        throw malformed("the charges have no end");
      }
      JsonNode page = calls.readOrThrow(Routes.charges(first, last, cursor));
      JsonNode results = page.path("results");
      if (!results.isArray()) {
        throw malformed("the answer holds no list of charges");
      }
      results.forEach(row -> add(row, byInstance, broken));
      cursor = Optional.of(Json.raw(page, "next_token")).filter(it -> !it.isEmpty());
      if (cursor.isPresent() && !cursors.add(cursor.get())) {
        throw malformed("the charges repeat a cursor");
      }
    } while (cursor.isPresent());
    byInstance.keySet().removeAll(broken);
    return List.copyOf(byInstance.values());
  }

  private static void add(
      JsonNode row, Map<InstanceId, Charge> byInstance, Set<InstanceId> broken) {
    Matcher source = SOURCE.matcher(Json.text(row, "source"));
    if (!source.matches()) {
      return;
    }
    InstanceId id = new InstanceId(Long.parseLong(source.group(1)));
    if (!isBelievable(row)) {
      broken.add(id);
      return;
    }
    String label = Json.raw(row.path("metadata"), "label");
    Charge sum =
        byInstance.merge(
            id,
            new Charge(id, label, cost(row)),
            (a, b) ->
                new Charge(
                    id, a.label().isEmpty() ? b.label() : a.label(), a.cost().plus(b.cost())));
    if (Math.abs(sum.cost().total().dollars().doubleValue()) > MOST_DOLLARS) {
      byInstance.remove(id);
      broken.add(id);
    }
  }

  /** Whether all its amounts together are what a machine may cost; what is no number is none. */
  private static boolean isBelievable(JsonNode row) {
    double all = Math.abs(Json.number(row, "amount", 0));
    for (JsonNode item : row.path("items")) {
      all += Math.abs(Json.number(item, "amount", 0));
    }
    return all <= MOST_DOLLARS;
  }

  /** What the items do not explain of the amount is counted as GPU, the largest part. */
  private static Cost cost(JsonNode row) {
    Cost cost = Cost.ZERO;
    for (JsonNode item : row.path("items")) {
      Usd amount = amount(item);
      cost =
          cost.plus(
              switch (Json.text(item, "type")) {
                case "disk" -> new Cost(Usd.ZERO, amount, Usd.ZERO);
                case "bwd", "bwu" -> new Cost(Usd.ZERO, Usd.ZERO, amount);
                default -> new Cost(amount, Usd.ZERO, Usd.ZERO);
              });
    }
    Usd rest = Json.number(row, "amount").isPresent() ? amount(row).minus(cost.total()) : Usd.ZERO;
    return cost.plus(new Cost(rest, Usd.ZERO, Usd.ZERO));
  }

  private static Usd amount(JsonNode node) {
    return Usd.of(Json.number(node, "amount", 0));
  }

  private static MarketException malformed(String what) {
    return new MarketException(new MarketProblem.Malformed(what));
  }
}
