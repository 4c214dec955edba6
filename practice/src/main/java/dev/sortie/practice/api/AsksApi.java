package dev.sortie.practice.api;

import static dev.sortie.practice.faults.Fault.Target.rental;

import dev.sortie.practice.faults.Fault;
import dev.sortie.practice.faults.Fault.Target;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.Order;
import dev.sortie.practice.market.Renting;
import dev.sortie.practice.market.Renting.Opening;
import dev.sortie.practice.offers.Offer;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Renting. */
final class AsksApi {
  private static final int LONGEST_LABEL = 256;
  private static final int BULK = 64;

  private final Market market;
  private final Renting renting;

  AsksApi(Market market) {
    this.market = market;
    this.renting = new Renting(market);
  }

  void on(Routes routes) {
    routes.account("PUT", "/api/v0/asks/{id}", 4.5, call -> create(call.id("id"), call.body()));
    routes.account("POST", "/api/v0/asks/bulk", 4.5, this::bulk);
    routes.account("PUT", "/api/v0/launch_instance", 5, this::launch);
  }

  private Reply create(long askId, JsonNode body) {
    Offer offer =
        market
            .catalogue()
            .find(askId)
            .orElseThrow(() ->
                new Refusal(
                    404,
                    "invalid_args",
                    "error 404/3603: no_such_ask Instance type by id "
                        + askId
                        + " is not available."));
    String label = Json.text(body, "label").orElse("");
    if (label.length() > LONGEST_LABEL) {
      throw new Refusal(400, "invalid_args", "label is longer than 256 characters");
    }
    Target target = rental(offer.machineId(), -1, label);
    refuse(target);
    Order order = OrderReader.read(body, offer);
    if (market.faults().strike(FaultKind.OFFER_GONE, target).isPresent()) {
      return gone(askId);
    }
    return rent(offer, order, label, body, target);
  }

  private void refuse(Target target) {
    if (market.credit() <= 0
        || market.faults().strike(FaultKind.INSUFFICIENT_CREDIT, target).isPresent()) {
      throw new Refusal(
          400, "insufficient_credit", "Your account lacks credit; see the billing page.");
    }
    if (market.faults().strike(FaultKind.SPEND_RATE_LIMIT, target).isPresent()) {
      throw new Refusal(
          400, "spend_rate_limit", "Your account's spending limit is reached; try again later.");
    }
  }

  private Reply rent(Offer offer, Order order, String label, JsonNode body, Target target) {
    boolean low =
        (order.bid().isPresent() && order.bid().getAsDouble() < offer.minBid())
            || market.faults().strike(FaultKind.BID_TOO_LOW, target).isPresent();
    if (low) {
      Opening stopped = new Opening.Stopped("bid is below the minimum bid\n");
      return renting
          .rent(offer, order, label, stopped)
          .map(this::tooLow)
          .orElseGet(() -> gone(offer.id()));
    }
    if (market.faults().strike(FaultKind.GPU_UNAVAILABLE, target).isPresent()) {
      return unavailable(offer, order, label, body);
    }
    Optional<Fault> lost = market.faults().strike(FaultKind.CREATE_TIMES_OUT_THEN_APPEARS, target);
    if (lost.isPresent()) {
      renting.rent(offer, order, label, new Opening.Hidden(lost.get().secondsOr(30)));
      return new Reply.Hangup();
    }
    if (market.faults().strike(FaultKind.CREATE_NAMES_ANOTHER_ONLY, target).isPresent()) {
      return named(another(label));
    }
    boolean misnames = market.faults().strike(FaultKind.CREATE_NAMES_ANOTHER, target).isPresent();
    boolean lies = market.faults().strike(FaultKind.CREATE_ERRORS_BUT_RENTS, target).isPresent();
    Opening opening =
        Json.text(body, "target_state").filter("stopped"::equals).isPresent()
            ? new Opening.Stopped("")
            : new Opening.Boots();
    Optional<Contract> contract = renting.rent(offer, order, label, opening);
    if (lies) {
      return Reply.error(500, "server_error", "error 500/3719: internal error");
    }
    return contract
        .map(one -> misnames ? named(another(label)) : rented(one))
        .orElseGet(() -> gone(offer.id()));
  }

  /** The newest instance with another label; a number that nobody has where there is none. */
  private long another(String label) {
    return market.listed().stream()
        .filter(one -> !one.label().equals(label))
        .mapToLong(Contract::id)
        .max()
        .orElse(99_999_999);
  }

  private static Reply named(long instance) {
    return Reply.json(Reply.success().put("new_contract", instance));
  }

  private Reply rented(Contract contract) {
    return Reply.json(
        Reply.success()
            .put("new_contract", contract.id())
            .put("instance_api_key", contract.apiKey()));
  }

  private Reply tooLow(Contract left) {
    return Reply.json(
        Json.object()
            .put("success", false)
            .put("error", "invalid_price")
            .put("msg", "Your bid is too low; the instance was created stopped.")
            .put("new_contract", left.id()));
  }

  private Reply unavailable(Offer offer, Order order, String label, JsonNode body) {
    boolean onDemand = order.bid().isEmpty();
    JsonNode wish = body.path("cancel_unavail");
    boolean cancel = wish.isBoolean() ? wish.booleanValue() : onDemand;
    if (cancel) {
      return gone(offer.id());
    }
    Opening stopped = new Opening.Stopped("Required resources are currently unavailable\n");
    return renting
        .rent(offer, order, label, stopped)
        .map(this::rented)
        .orElseGet(() -> gone(offer.id()));
  }

  private static Reply gone(long askId) {
    return Reply.json(
        410,
        Json.object()
            .put("success", false)
            .put("error", "no_such_ask")
            .put(
                "msg",
                "error 410/3907: no_such_ask Instance type " + askId + " is no longer available.")
            .put("ask_id", askId));
  }

  private Reply bulk(Call call) {
    JsonNode ids = call.body().path("ids");
    if (!ids.isArray() || ids.isEmpty() || ids.size() > BULK) {
      throw new Refusal(400, "invalid_args", "ids must hold 1 to 64 offers");
    }
    ArrayNode results = Json.array();
    for (JsonNode id : ids) {
      results.add(resultOf(id.asLong(), call.body()));
    }
    ObjectNode body = Reply.success();
    body.set("results", results);
    return Reply.json(body);
  }

  private JsonNode resultOf(long askId, JsonNode body) {
    try {
      return create(askId, body) instanceof Reply.Answer answer
          ? Json.MAPPER.readTree(answer.body())
          : Json.object().put("success", false);
    } catch (Refusal refusal) {
      return Json.object()
          .put("success", false)
          .put("error", refusal.code())
          .put("msg", refusal.getMessage())
          .put("ask_id", askId);
    }
  }

  /** Searches and rents in one; the market picks. */
  private Reply launch(Call call) {
    JsonNode query = call.body().path("q");
    List<ObjectNode> found =
        OffersApi.search(market, query.isObject() ? query : Json.object()).stream()
            .filter(offer -> offer.path("rentable").booleanValue())
            .toList();
    if (found.isEmpty()) {
      throw new Refusal(404, "no_such_ask", "no_such_ask No offer matches.");
    }
    return create(found.getFirst().path("id").longValue(), call.body());
  }
}
