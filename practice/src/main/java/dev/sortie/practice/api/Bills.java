package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Spans of time and pages, as charges and invoices have them. */
final class Bills {
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 500;

  private Bills() {}

  /** Seconds since 1970, both ends included. */
  record Range(double from, double to) {
    boolean holds(double at) {
      return at >= from && at <= to;
    }
  }

  static Optional<Range> range(JsonNode filter) {
    OptionalDouble from = Json.number(filter, "gte");
    OptionalDouble to = Json.number(filter, "lte");
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Range(from.getAsDouble(), to.getAsDouble()))
        : Optional.empty();
  }

  /** One page of rows, oldest first unless the call wants it otherwise. */
  static ObjectNode page(Call call, List<ObjectNode> oldestFirst) {
    boolean reversed = call.param("latest_first").filter("true"::equalsIgnoreCase).isPresent();
    List<ObjectNode> rows = reversed ? oldestFirst.reversed() : oldestFirst;
    int limit =
        Math.clamp(call.param("limit").map(Bills::whole).orElse(USUAL_PAGE), 1, LARGEST_PAGE);
    int from = call.param("after_token").filter(t -> !t.isBlank()).map(Bills::at).orElse(0);
    int to = Math.min(rows.size(), from + limit);
    List<ObjectNode> shown = from < to ? rows.subList(from, to) : List.of();
    ObjectNode body = Reply.success();
    body.put("count", shown.size()).put("total", rows.size());
    body.put("next_token", to < rows.size() ? token(to) : null);
    body.putArray("results").addAll(shown);
    return body;
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
