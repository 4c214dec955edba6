package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.offers.BadFilter;
import dev.sortie.practice.offers.OfferSearch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Searching offers, in the three forms that clients use. No key needed. */
final class OffersApi {
  private final Market market;

  OffersApi(Market market) {
    this.market = market;
  }

  void on(Routes routes) {
    routes.open("POST", "/api/v0/bundles", call -> reply(call.body()));
    routes.open("PUT", "/api/v0/search/asks", call -> reply(call.body().path("q")));
    routes.open("GET", "/api/v0/bundles", call -> reply(queryOf(call)));
    routes.open("GET", "/api/v0/gpu_names/unique", call -> gpuNames());
    routes.open("GET", "/api/v0/gpu_types", call -> gpuTypes());
  }

  private static JsonNode queryOf(Call call) {
    return call.jsonParam("q").orElseGet(Json::object);
  }

  private Reply reply(JsonNode query) {
    ObjectNode body = Json.object();
    body.putArray("offers").addAll(search(market, query));
    return Reply.json(body);
  }

  static List<ObjectNode> search(Market market, JsonNode query) {
    Set<Long> held = market.held();
    try {
      return OfferSearch.search(
          market.catalogue().offers(), query, offer -> !held.contains(offer.id()), market.now());
    } catch (BadFilter bad) {
      throw new Refusal(400, "bad_request", String.valueOf(bad.getMessage()));
    }
  }

  /** Clients take the name and the memory from here. */
  private Reply gpuTypes() {
    ObjectNode body = Reply.success();
    ArrayNode types = body.putArray("gpu_types");
    Map<String, Integer> memory = new TreeMap<>();
    market.catalogue().offers().forEach(offer -> memory.put(offer.gpuName(), offer.gpuMegabytes()));
    memory.forEach((name, megabytes) ->
        types
            .addObject()
            .put("id", types.size())
            .put("canonical_name", name)
            .put("gpu_ram_mb", megabytes));
    return Reply.json(body);
  }

  private Reply gpuNames() {
    ObjectNode body = Json.object();
    market.catalogue().gpuNames().forEach(body.putArray("gpu_names")::add);
    return Reply.json(body);
  }
}
