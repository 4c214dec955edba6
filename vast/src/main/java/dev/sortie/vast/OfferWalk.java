package dev.sortie.vast;

import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.vast.query.Condition;
import dev.sortie.vast.query.SortKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Searches past the market's page of 64 by going on at the last price. In any other order than by
 * price there is no way to go on, and one page it is.
 */
final class OfferWalk {
  /** As many as the market takes in a minute. */
  private static final int MOST_PAGES = 10;

  private static final String PRICE = "dph_total";

  private final Calls calls;
  private final List<Condition> conditions;
  private final List<SortKey> order;
  private final double diskGigabytes;
  private final OfferReader reader;
  private final Set<JsonNode> unreadable = new HashSet<>();

  OfferWalk(Calls calls, List<Condition> conditions, List<SortKey> order, double diskGigabytes) {
    this.calls = calls;
    this.conditions = conditions;
    this.order = order;
    this.diskGigabytes = diskGigabytes;
    this.reader = new OfferReader(diskGigabytes);
  }

  /**
   * Offers met so far that nobody could rent under a ceiling, for their number or a price lacks.
   */
  int unreadable() {
    return unreadable.size();
  }

  /** Offers in order that pass {@code wanted}, at least {@code enough} of them if there are. */
  List<JsonNode> walk(Predicate<JsonNode> wanted, int enough) {
    Map<Long, JsonNode> seen = new LinkedHashMap<>();
    ObjectNode body = Routes.searchBody(conditions, order, diskGigabytes);
    boolean byPrice = order.getFirst().field().equals(PRICE);
    boolean ascending = order.getFirst().ascending();
    for (int pages = 1; ; pages++) {
      List<JsonNode> page = page(body);
      int before = seen.size();
      page.forEach(offer -> remember(seen, offer));
      boolean more = byPrice && page.size() >= SearchBody.PAGE && pages < MOST_PAGES;
      if (!more || seen.values().stream().filter(wanted).count() >= enough) {
        return seen.values().stream().filter(wanted).toList();
      }
      OptionalDouble last = Json.number(page.getLast(), PRICE);
      if (last.isEmpty()) {
        return seen.values().stream().filter(wanted).toList();
      }
      // A whole page at one price brings nothing new: step over that price.
      boolean stuck = seen.size() == before;
      String operator = ascending ? (stuck ? "gt" : "gte") : (stuck ? "lt" : "lte");
      SearchBody.narrow(body, PRICE, operator, last.getAsDouble());
    }
  }

  private void remember(Map<Long, JsonNode> seen, JsonNode offer) {
    if (reader.read(offer).isEmpty()) {
      unreadable.add(offer);
    }
    OptionalLong id = OfferReader.id(offer);
    if (id.isPresent()) {
      seen.putIfAbsent(id.getAsLong(), offer);
    }
  }

  private List<JsonNode> page(ObjectNode body) {
    JsonNode offers = calls.readOrThrow(Routes.search(body)).path("offers");
    if (!offers.isArray()) {
      throw new MarketException(
          new MarketProblem.Malformed("the answer to the search holds no list of offers"));
    }
    return offers.valueStream().toList();
  }
}
