package dev.sortie.practice.json;

import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper of the practice market, and lenient readers for what clients send. */
public final class Json {
  public static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** The text of a field; empty when absent, null or not a scalar. */
  public static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() || value.isNumber() || value.isBoolean()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  /** The number in a field; numbers in strings count, as they do on the real market. */
  public static OptionalDouble number(JsonNode node, String field) {
    return number(node.path(field));
  }

  public static OptionalDouble number(JsonNode value) {
    if (value.isNumber()) {
      return OptionalDouble.of(value.doubleValue());
    }
    if (!value.isString()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(value.stringValue().strip()));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }
}
