package dev.sortie.practice.offers;

import dev.sortie.practice.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One filter of a search, such as {@code "gpu_ram":{"gte":"20000","lt":50000}}. */
record Filter(String field, JsonNode tests) {

  boolean accepts(ObjectNode offer) {
    if (field.equals("id")) {
      return false;
    }
    JsonNode value = value(offer);
    if (field.equals("rented") || value.isMissingNode()) {
      return true;
    }
    for (Map.Entry<String, JsonNode> test : tests.properties()) {
      if (!passes(value, test.getKey(), test.getValue())) {
        return false;
      }
    }
    return true;
  }

  private JsonNode value(ObjectNode offer) {
    return switch (field) {
      case "datacenter" -> BooleanNode.valueOf(offer.path("hosting_type").intValue() == 1);
      case "driver_version" -> offer.path("driver_vers");
      case "geolocation" -> country(offer.path("geolocation"));
      default -> offer.path(field);
    };
  }

  private static JsonNode country(JsonNode place) {
    String text = place.isString() ? place.stringValue() : "";
    return StringNode.valueOf(text.substring(Math.max(0, text.length() - 2)));
  }

  private boolean passes(JsonNode value, String operator, JsonNode wanted) {
    return switch (operator) {
      case "eq" -> same(value, wanted);
      case "neq" -> !same(value, wanted);
      case "gt" -> compares(value, wanted, sign -> sign > 0);
      case "gte" -> compares(value, wanted, sign -> sign >= 0);
      case "lt" -> compares(value, wanted, sign -> sign < 0);
      case "lte" -> compares(value, wanted, sign -> sign <= 0);
      case "in" -> isIn(value, wanted);
      case "notin", "nin" -> !isIn(value, wanted);
      default ->
          throw new BadFilter("q." + field + "." + operator + ": Extra inputs are not permitted");
    };
  }

  private boolean isIn(JsonNode value, JsonNode wanted) {
    if (!wanted.isArray()) {
      throw new BadFilter("q." + field + ": Input should be a valid list");
    }
    for (JsonNode one : wanted) {
      if (same(value, one)) {
        return true;
      }
    }
    return false;
  }

  private boolean same(JsonNode value, JsonNode wanted) {
    if (value.isBoolean()) {
      String text = wanted.asString().toLowerCase(Locale.ROOT);
      boolean yes = text.equals("true") || text.equals("1");
      return value.booleanValue() == yes;
    }
    if (value.isNumber()) {
      // A flag that the market stores as a number, such as has_avx: true is 1.
      OptionalDouble number =
          wanted.isBoolean() ? OptionalDouble.of(wanted.booleanValue() ? 1 : 0) : number(wanted);
      return number.isPresent() && number.getAsDouble() == value.doubleValue();
    }
    return value.isNull() ? wanted.isNull() : value.asString().equals(wanted.asString());
  }

  private boolean compares(JsonNode value, JsonNode wanted, IntPredicate sign) {
    OptionalDouble left = Json.number(value);
    OptionalDouble right = number(wanted);
    return left.isPresent()
        && right.isPresent()
        && sign.test(Double.compare(left.getAsDouble(), right.getAsDouble()));
  }

  /** A number, also from a dotted driver version: 535.86.05 is 535086005. */
  private OptionalDouble number(JsonNode wanted) {
    String text = wanted.asString();
    if (field.equals("driver_version") && text.indexOf('.') >= 0) {
      String[] parts = text.split("\\.", -1);
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        sum = sum * 1000 + (i < parts.length ? part(parts[i]) : 0);
      }
      return OptionalDouble.of(sum);
    }
    return Json.number(wanted);
  }

  private static double part(String digits) {
    return Json.number(StringNode.valueOf(digits)).orElse(0);
  }
}
