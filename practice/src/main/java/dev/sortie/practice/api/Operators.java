package dev.sortie.practice.api;

import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.json.Json;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** The operators of {@code select_filters}. */
final class Operators {
  private Operators() {}

  static boolean passes(JsonNode value, String operator, JsonNode wanted) {
    return switch (operator) {
      case "eq" -> same(value, wanted);
      case "neq", "ne" -> !same(value, wanted);
      case "in" -> isIn(value, wanted);
      case "notin", "nin" -> !isIn(value, wanted);
      case "gt" -> compare(value, wanted) > 0;
      case "gte" -> compare(value, wanted) >= 0;
      case "lt" -> compare(value, wanted) < 0;
      case "lte" -> compare(value, wanted) <= 0;
      default ->
          throw new Refusal(
              400,
              "invalid_request",
              "Error in query parameters: " + operator + " is not a valid operator");
    };
  }

  private static boolean isIn(JsonNode value, JsonNode wanted) {
    for (JsonNode one : wanted) {
      if (same(value, one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(JsonNode value, JsonNode wanted) {
    boolean none = value.isNull() || value.isMissingNode();
    return none ? wanted.isNull() || wanted.asString().isEmpty() : compare(value, wanted) == 0;
  }

  /** Null is least. Clients send numbers as texts too. */
  static int compare(JsonNode a, JsonNode b) {
    OptionalDouble left = Json.number(a);
    OptionalDouble right = Json.number(b);
    if ((a.isNumber() || b.isNumber()) && left.isPresent() && right.isPresent()) {
      return Double.compare(left.getAsDouble(), right.getAsDouble());
    }
    return a.asString("").compareTo(b.asString(""));
  }
}
