package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.PriceIncrease;
import dev.sortie.practice.market.PriceIncreases;
import dev.sortie.practice.offers.Offer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Price increases that hosts have asked for: what is pending, and the renter's yes or no (vast.ai
 * command line, "pending-price-increases").
 */
final class PriceIncreasesApi {
  private static final String ID = "pending_price_increase_id";
  private static final double SECONDS_AN_HOUR = 3600;

  private final Market market;
  private final PriceIncreases increases;

  PriceIncreasesApi(Market market) {
    this.market = market;
    this.increases = new PriceIncreases(market);
  }

  void on(Routes routes) {
    String all = "/api/v0/instances/";
    routes.account("GET", all + "pending-price-increases", 2, call -> list());
    routes.account("PUT", all + "accept-price-increase", 2, call -> answer(call, true));
    routes.account("PUT", all + "reject-price-increase", 2, call -> answer(call, false));
  }

  private Reply list() {
    ArrayNode rows = Json.array();
    for (PriceIncrease increase : increases.pending()) {
      market.find(increase.instance()).ifPresent(one -> rows.add(row(increase, one)));
    }
    ObjectNode body = Reply.success().put("count", rows.size()).put("truncated", false);
    body.set("pending_price_increases", rows);
    return Reply.json(body);
  }

  private static ObjectNode row(PriceIncrease increase, Contract contract) {
    Offer offer = contract.offer();
    double gpu = contract.gpuPerHour() / SECONDS_AN_HOUR;
    ObjectNode row = Json.object().put(ID, increase.id()).put("contract_id", contract.id());
    row.set("host_id", offer.fields().path("host_id"));
    row.put("new_gpu_costpersec", gpu * increase.factor()).put("old_gpu_costpersec", gpu);
    for (String kept : List.of("disk_ram_costpersec", "bwu_cost", "bwd_cost", "platform_fee")) {
      row.putNull("new_" + kept).putNull("old_" + kept);
    }
    row.put("contract_end_date", contract.endsAt()).put("ask_end_date", increase.extendsTo());
    return row.put("created_at", increase.createdAt());
  }

  private Reply answer(Call call, boolean accepted) {
    JsonNode sent = call.body().path(ID);
    if (!sent.isIntegralNumber() || call.body().size() != 1) {
      throw new Refusal(400, "bad_request", ID + " and nothing else must be given");
    }
    PriceIncrease answered =
        increases
            .answer(sent.longValue(), accepted)
            .orElseThrow(
                () -> new Refusal(404, "no_pending_price_increase", "it is not pending any more"));
    return Reply.json(
        Reply.success().put(ID, answered.id()).put("contract_id", answered.instance()));
  }
}
