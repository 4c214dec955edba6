package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Account;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.TopUp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charges, invoices and top-ups. */
final class BillingApi {
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 500;

  private final Market market;
  private final Account account;

  BillingApi(Market market) {
    this.market = market;
    this.account = new Account(market);
  }

  void on(Routes routes) {
    routes.account("GET", "/api/v0/charges", 1, this::charges);
    routes.account("GET", "/api/v1/invoices", 3, this::invoices);
    routes.account("GET", "/api/v0/users/me/invoices", 3, call -> oldInvoices());
  }

  private Reply charges(Call call) {
    JsonNode filters = call.jsonParam("select_filters").orElseGet(Json::object);
    Range range = range(filters.path("day"));
    if (range == null) {
      throw new Refusal(400, "invalid_request", "Error in query parameters: day range is required");
    }
    List<ObjectNode> rows = new ArrayList<>();
    if (wantsInstances(filters.path("type"))) {
      for (Contract contract : market.everyContract()) {
        Charge.of(contract, range.from(), range.to()).ifPresent(rows::add);
      }
    }
    if (call.param("latest_first").filter("true"::equalsIgnoreCase).isPresent()) {
      Collections.reverse(rows);
    }
    return Reply.json(page(call, rows));
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

  private static ObjectNode page(Call call, List<ObjectNode> rows) {
    int limit =
        Math.clamp(call.param("limit").map(BillingApi::whole).orElse(USUAL_PAGE), 1, LARGEST_PAGE);
    int from = call.param("after_token").filter(t -> !t.isBlank()).map(BillingApi::at).orElse(0);
    int to = Math.min(rows.size(), from + limit);
    List<ObjectNode> shown = from < to ? rows.subList(from, to) : List.of();
    ObjectNode body = Reply.success();
    body.put("count", shown.size()).put("total", rows.size());
    body.put("next_token", to < rows.size() ? token(to) : null);
    body.putArray("results").addAll(shown);
    return body;
  }

  private Reply invoices(Call call) {
    JsonNode filters = call.jsonParam("select_filters").orElseGet(Json::object);
    Range range = range(filters.path("when"));
    if (range == null) {
      return Reply.error(200, "invalid_request", "when range is required");
    }
    List<ObjectNode> rows =
        account.topUps().stream()
            .filter(topUp -> topUp.at() >= range.from() && topUp.at() <= range.to())
            .map(BillingApi::row)
            .toList();
    return Reply.json(page(call, rows));
  }

  /** Credits are negative amounts. */
  private static ObjectNode row(TopUp topUp) {
    ObjectNode row =
        Json.object()
            .put("start", topUp.at())
            .put("end", topUp.at())
            .put("type", "invoice")
            .put("source", "practice")
            .put("description", "Credit: practice money")
            .put("amount", -topUp.dollars());
    row.putObject("metadata");
    row.putArray("items");
    return row;
  }

  private Reply oldInvoices() {
    ObjectNode body = Json.object();
    body.putArray("invoices")
        .addAll(
            account.topUps().stream()
                .map(topUp ->
                    Json.object()
                        .put("type", "payment")
                        .put("timestamp", topUp.at())
                        .put("amount", String.valueOf(topUp.dollars()))
                        .put("description", "practice money"))
                .toList());
    body.putObject("current")
        .put("charges", market.spent())
        .put("service_fee", 0)
        .put("total", market.spent())
        .put("credit", market.credit());
    return Reply.json(body);
  }

  private record Range(double from, double to) {}

  private static @Nullable Range range(JsonNode filter) {
    OptionalDouble from = Json.number(filter, "gte");
    OptionalDouble to = Json.number(filter, "lte");
    return from.isPresent() && to.isPresent()
        ? new Range(from.getAsDouble(), to.getAsDouble())
        : null;
  }

  private static String token(int at) {
    return Base64.getEncoder()
        .encodeToString(("{\"at\":" + at + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static int at(String token) {
    try {
      byte[] text = Base64.getDecoder().decode(token);
      return Json.MAPPER.readTree(text).path("at").asInt(0);
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw new Refusal(400, "invalid_token", "after_token is not valid");
    }
  }

  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new Refusal(400, "invalid_request", "Error in query parameters: limit");
    }
  }
}
