package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Account;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.TopUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Top-ups, in the three forms that clients read. */
final class InvoicesApi {
  private static final long FIRST_INVOICE = 4_828_771;
  private static final int CENTS = 100;
  private static final String SERVICE = "practice";

  private final Market market;
  private final Account account;

  InvoicesApi(Market market) {
    this.market = market;
    this.account = new Account(market);
  }

  void on(Routes routes) {
    routes.account("GET", "/api/v1/invoices", 3, this::invoices);
    routes.account("GET", "/api/v0/invoices", 3, this::search);
    routes.account("GET", "/api/v0/users/me/invoices", 3, call -> old());
  }

  /** A top-up and the number it keeps. */
  private record Invoice(long id, TopUp topUp) {}

  private List<Invoice> all() {
    List<Invoice> all = new ArrayList<>();
    account.topUps().forEach(topUp -> all.add(new Invoice(FIRST_INVOICE + all.size(), topUp)));
    return all;
  }

  private Reply invoices(Call call) {
    JsonNode filters = call.jsonParam("select_filters").orElseGet(Json::object);
    Optional<Bills.Range> range = Bills.range(filters.path("when"));
    if (range.isEmpty()) {
      return Reply.error(200, "invalid_request", "when range is required");
    }
    List<ObjectNode> rows =
        all().stream()
            .filter(invoice -> range.get().holds(invoice.topUp().at()))
            .map(InvoicesApi::row)
            .filter(row -> passes(row.path("metadata"), filters, List.of("service")))
            .toList();
    return Reply.json(Bills.page(call, rows));
  }

  /** Credits are negative amounts. */
  private static ObjectNode row(Invoice invoice) {
    long at = (long) invoice.topUp().at();
    ObjectNode row =
        Json.object()
            .put("start", at)
            .put("end", at)
            .put("type", "credit")
            .put("source", SERVICE)
            .put("description", "Credit: practice money")
            .put("amount", -invoice.topUp().dollars());
    row.putObject("metadata").put("invoice_id", invoice.id()).put("service", SERVICE);
    row.putArray("items");
    return row;
  }

  /** A plain list; a filter on what an invoice does not have is ignored. */
  private Reply search(Call call) {
    JsonNode filters = call.jsonParam("select_filters").orElseGet(Json::object);
    ArrayNode body = Json.array();
    all().stream()
        .map(InvoicesApi::record)
        .filter(row -> passes(row, filters, List.copyOf(filters.propertyNames())))
        .forEach(body::add);
    return Reply.json(body);
  }

  private static ObjectNode record(Invoice invoice) {
    double at = invoice.topUp().at();
    ObjectNode record = Json.object().put("id", invoice.id()).put("user_id", AccountApi.USER_ID);
    record.put("when", at).put("paid_on", at).put("payment_expected", at);
    record.put("amount_cents", Math.round(invoice.topUp().dollars() * CENTS));
    record.put("is_credit", true).put("is_delayed", false).put("service", SERVICE);
    record.put("failed", false).put("refunded", false).put("is_check", false);
    return record.putNull("balance_before").putNull("balance_after");
  }

  private static boolean passes(JsonNode row, JsonNode filters, List<String> fields) {
    for (String field : fields) {
      for (Map.Entry<String, JsonNode> test : filters.path(field).properties()) {
        boolean known = row.has(field);
        if (known && !Operators.passes(row.path(field), test.getKey(), test.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private Reply old() {
    ObjectNode body = Json.object();
    ArrayNode rows = body.putArray("invoices");
    for (TopUp topUp : account.topUps()) {
      rows.addObject()
          .put("type", "payment")
          .put("timestamp", topUp.at())
          .put("amount", String.valueOf(topUp.dollars()))
          .put("description", "practice money");
    }
    body.putObject("current")
        .put("charges", market.spent())
        .put("service_fee", 0)
        .put("total", market.spent())
        .put("credit", market.credit());
    return Reply.json(body);
  }
}
