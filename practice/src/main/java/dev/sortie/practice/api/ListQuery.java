package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The query of the v1 listing: filters on stored columns only, one order column, pages of at most
 * 25 with a keyset cursor ({@code after_token}).
 */
record ListQuery(
    JsonNode filters,
    String column,
    boolean descending,
    int limit,
    Optional<JsonNode> after,
    Optional<Set<String>> columns) {
  private static final int MOST = 25;
  private static final int FEW = 5;

  private static final Set<String> STORED =
      Set.of(
          "id",
          "label",
          "actual_status",
          "intended_status",
          "cur_state",
          "next_state",
          "gpu_name",
          "verification",
          "machine_id",
          "host_id",
          "image_uuid",
          "start_date",
          "end_date",
          "template_hash_id",
          "is_bid",
          "geolocation");

  /** One page; {@code total} counts what the filters let through. */
  record Page(List<ObjectNode> rows, int total, Optional<String> nextToken) {}

  static ListQuery of(Call call) {
    JsonNode filters = call.jsonParam("select_filters").orElseGet(Json::object);
    for (Map.Entry<String, JsonNode> filter : filters.properties()) {
      known(filter.getKey());
      if (!filter.getValue().isObject()) {
        throw invalid(filter.getKey() + " must be an object of operators");
      }
    }
    JsonNode order = call.jsonParam("order_by").orElseGet(Json::array).path(0);
    String column = Json.text(order, "col").orElse("id");
    known(column);
    return new ListQuery(
        filters,
        column,
        Json.text(order, "dir").orElse("asc").equalsIgnoreCase("desc"),
        limit(call),
        call.param("after_token").filter(token -> !token.isBlank()).map(ListQuery::cursor),
        call.jsonParam("select_cols").flatMap(ListQuery::columns));
  }

  Page page(List<ObjectNode> all) {
    List<ObjectNode> matching = all.stream().filter(this::matches).sorted(order()).toList();
    List<ObjectNode> rest =
        after
            .map(cursor -> matching.stream().filter(row -> order().compare(row, at(cursor)) > 0))
            .orElseGet(matching::stream)
            .toList();
    List<ObjectNode> rows = rest.stream().limit(limit).toList();
    Optional<String> next =
        rest.size() > limit ? Optional.of(token(rows.getLast())) : Optional.empty();
    return new Page(rows.stream().map(this::selected).toList(), matching.size(), next);
  }

  private boolean matches(ObjectNode row) {
    for (Map.Entry<String, JsonNode> filter : filters.properties()) {
      for (Map.Entry<String, JsonNode> test : filter.getValue().properties()) {
        if (!Operators.passes(row.path(filter.getKey()), test.getKey(), test.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private Comparator<ObjectNode> order() {
    Comparator<ObjectNode> byColumn = (a, b) -> Operators.compare(a.path(column), b.path(column));
    Comparator<ObjectNode> directed = descending ? byColumn.reversed() : byColumn;
    return directed.thenComparingLong(row -> row.path("id").longValue());
  }

  private ObjectNode at(JsonNode cursor) {
    ObjectNode row = Json.object();
    row.set(column, cursor.path("value"));
    return row.put("id", cursor.path("id").longValue());
  }

  private String token(ObjectNode last) {
    ObjectNode cursor = Json.object();
    cursor.set("value", last.path(column));
    cursor.set("id", last.path("id"));
    return Base64.getEncoder().encodeToString(Json.MAPPER.writeValueAsBytes(cursor));
  }

  private ObjectNode selected(ObjectNode row) {
    return columns.map(wanted -> selected(row, wanted)).orElse(row);
  }

  /** Columns that nobody knows come back as null. */
  private static ObjectNode selected(ObjectNode row, Set<String> wanted) {
    ObjectNode some = row.deepCopy().retain(wanted);
    wanted.stream().filter(column -> !some.has(column)).forEach(some::putNull);
    return some;
  }

  private static int limit(Call call) {
    int limit = call.param("limit").map(ListQuery::whole).orElse(MOST);
    return limit <= 0 ? FEW : Math.min(limit, MOST);
  }

  private static int whole(String text) {
    try {
      return (int) Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw invalid("limit must be a number");
    }
  }

  private static Optional<Set<String>> columns(JsonNode names) {
    List<String> wanted = new ArrayList<>();
    names.forEach(name -> wanted.add(name.asString()));
    return wanted.isEmpty() || wanted.contains("*")
        ? Optional.empty()
        : Optional.of(Set.copyOf(wanted));
  }

  private static JsonNode cursor(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      JsonNode cursor = Json.MAPPER.readTree(text);
      if (cursor.path("id").isNumber()) {
        return cursor;
      }
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw badToken();
    }
    throw badToken();
  }

  private static Refusal badToken() {
    return new Refusal(400, "invalid_token", "after_token is not valid");
  }

  private static void known(String column) {
    if (!STORED.contains(column)) {
      throw invalid(column + " is not a valid search key");
    }
  }

  private static Refusal invalid(String message) {
    return new Refusal(400, "invalid_request", "Error in query parameters: " + message);
  }
}
