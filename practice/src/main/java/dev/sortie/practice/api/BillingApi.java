package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What instances cost. */
final class BillingApi {
  private final Market market;

  BillingApi(Market market) {
    this.market = market;
  }

  void on(Routes routes) {
    routes.account("GET", "/api/v0/charges", 1, this::charges);
  }

  private Reply charges(Call call) {
    JsonNode filters = call.jsonParam("select_filters").orElseGet(Json::object);
    Bills.Range range =
        Bills.range(filters.path("day"))
            .orElseThrow(() ->
                new Refusal(
                    400, "invalid_request", "Error in query parameters: day range is required"));
    List<ObjectNode> rows = new ArrayList<>();
    if (wantsInstances(filters.path("type"))) {
      for (Contract contract : market.everyContract()) {
        Charge.of(contract, range.from(), range.to()).ifPresent(rows::add);
      }
    }
    return Reply.json(Bills.page(call, rows));
  }

  private static boolean wantsInstances(JsonNode type) {
    JsonNode wanted = type.path("in").isArray() ? type.path("in") : type.path("eq");
    if (wanted.isMissingNode()) {
      return true;
    }
    for (JsonNode one : wanted.isArray() ? wanted : Json.array().add(wanted)) {
      if (one.asString().equals("instance")) {
        return true;
      }
    }
    return false;
  }
}
