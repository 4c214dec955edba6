package dev.sortie.practice.offers;

import dev.sortie.practice.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The search: filters, order, the cap of 64. Does what the server is documented and seen to do,
 * quirks included: {@code id} matches nothing, {@code rented} is not filtered by, unknown fields
 * are ignored.
 */
public final class OfferSearch {
  /** The server never answers with more. */
  public static final int CAP = 64;

  private static final double DEFAULT_GIGABYTES = 8;
  private static final Set<String> NOT_FILTERS =
      Set.of(
          "order",
          "type",
          "limit",
          "allocated_storage",
          "select_cols",
          "target_reliability",
          "disable_bundling",
          "extra_ids",
          "sort_option",
          "template_id",
          "show_incompatible",
          "client_id",
          "api_key");

  private OfferSearch() {}

  /**
   * The offers that match, in order, at most {@link #CAP}.
   *
   * @param free whether nobody has rented the offer
   * @param now market time in seconds since 1970
   * @throws BadFilter when a filter is not an object
   */
  public static List<ObjectNode> search(
      List<Offer> offers, JsonNode query, Predicate<Offer> free, double now) {
    double gigabytes = Json.number(query, "allocated_storage").orElse(DEFAULT_GIGABYTES);
    boolean bid = Json.text(query, "type").filter("bid"::equals).isPresent();
    List<Filter> filters = filters(query);
    return offers.stream()
        .map(offer -> offer.shown(gigabytes, bid, free.test(offer), now))
        .filter(shown -> filters.stream().allMatch(filter -> filter.accepts(shown)))
        .sorted(order(query.path("order")))
        .limit(limit(query))
        .toList();
  }

  private static List<Filter> filters(JsonNode query) {
    List<Filter> filters = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : query.properties()) {
      String field = entry.getKey();
      if (NOT_FILTERS.contains(field)) {
        continue;
      }
      if (!entry.getValue().isObject()) {
        throw new BadFilter("q." + field + ": Input should be a valid dictionary");
      }
      filters.add(new Filter(field, entry.getValue()));
    }
    return filters;
  }

  private static int limit(JsonNode query) {
    int limit = (int) Json.number(query, "limit").orElse(CAP);
    return limit <= 0 ? CAP : Math.min(limit, CAP);
  }

  private static Comparator<ObjectNode> order(JsonNode order) {
    Comparator<ObjectNode> comparator = null;
    for (JsonNode key : order) {
      String field = key.isArray() ? key.path(0).asString() : key.asString();
      boolean descending = key.isArray() && key.path(1).asString().equalsIgnoreCase("desc");
      Comparator<ObjectNode> next = by(field, descending);
      comparator = comparator == null ? next : comparator.thenComparing(next);
    }
    Comparator<ObjectNode> first = comparator == null ? by("score", true) : comparator;
    return first.thenComparing(by("id", false));
  }

  private static Comparator<ObjectNode> by(String field, boolean descending) {
    Comparator<JsonNode> values = OfferSearch::compare;
    Comparator<JsonNode> directed = descending ? values.reversed() : values;
    return (left, right) -> {
      JsonNode a = left.path(field);
      JsonNode b = right.path(field);
      boolean noA = a.isMissingNode() || a.isNull();
      boolean noB = b.isMissingNode() || b.isNull();
      return noA || noB ? Boolean.compare(noA, noB) : directed.compare(a, b);
    };
  }

  private static int compare(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? Double.compare(a.doubleValue(), b.doubleValue())
        : a.asString().compareTo(b.asString());
  }
}
