package dev.sortie.vast;

import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.vast.query.Condition;
import dev.sortie.vast.query.Query;
import dev.sortie.vast.query.SortKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds offers, and says why there are none. */
final class Searching {
  private final Calls calls;

  Searching(Calls calls) {
    this.calls = calls;
  }

  /** Checks every condition again: the market does not always hold its filters. */
  List<Offer> search(OfferSearch search) {
    List<Condition> conditions = Routes.conditions(search);
    OfferReader reader = new OfferReader(search.diskGigabytes());
    OfferWalk walk =
        new OfferWalk(calls, conditions, SortKey.parse(search.order()), search.diskGigabytes());
    List<JsonNode> found =
        walk.walk(
            offer -> holdAll(conditions, offer) && reader.read(offer).isPresent(), search.limit());
    if (walk.unreadable() > 0) {
      calls.remark(walk.unreadable() + " offers of the market could not be read and are left out");
    }
    return found.stream()
        .map(reader::read)
        .flatMap(Optional::stream)
        .limit(search.limit())
        .toList();
  }

  List<Exclusion> explain(OfferSearch search) {
    Query query = Query.parse(search.query());
    List<Condition> asked = new ArrayList<>(query.chosen());
    asked.addAll(Routes.impliedBy(search, query));
    OfferWalk walk =
        new OfferWalk(calls, query.defaults(), Routes.CHEAPEST_FIRST, search.diskGigabytes());
    List<JsonNode> offers = walk.walk(offer -> holdAll(query.defaults(), offer), Integer.MAX_VALUE);
    Stream<Exclusion> unreadable =
        walk.unreadable() == 0
            ? Stream.empty()
            : Stream.of(new Exclusion("(cannot be read)", walk.unreadable(), walk.unreadable()));
    Stream<Exclusion> byCondition =
        asked.stream()
            .map(condition -> exclusion(condition, asked, offers))
            .sorted(
                Comparator.comparingInt(Exclusion::excluded)
                    .thenComparingInt(Exclusion::only)
                    .reversed());
    return Stream.concat(byCondition, unreadable).toList();
  }

  private static Exclusion exclusion(
      Condition condition, List<Condition> asked, List<JsonNode> offers) {
    List<Condition> others = asked.stream().filter(other -> !other.equals(condition)).toList();
    List<JsonNode> excluded = offers.stream().filter(offer -> !condition.holds(offer)).toList();
    int only = (int) excluded.stream().filter(offer -> holdAll(others, offer)).count();
    return new Exclusion(condition.written(), excluded.size(), only);
  }

  private static boolean holdAll(List<Condition> conditions, JsonNode offer) {
    return conditions.stream().allMatch(condition -> condition.holds(offer));
  }
}
