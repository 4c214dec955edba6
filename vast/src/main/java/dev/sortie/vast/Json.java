package dev.sortie.vast;

import dev.sortie.core.text.Foreign;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the market writes it: numbers may be texts, texts carry blanks, anything may be null. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(Bounds.JSON).build()).build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** Nothing when {@code text} is not JSON. */
  static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /**
   * The text on one line, without what hides in it, at most {@link Foreign#LONGEST} characters;
   * empty when there is none.
   */
  static String text(JsonNode node, String field) {
    return Foreign.line(raw(node, field));
  }

  /**
   * The stripped text as it is, for what is compared, kept or sent back: labels, cursors, links,
   * keys, scripts. Never to be shown. Empty when there is none.
   */
  static String raw(JsonNode node, String field) {
    return raw(node.path(field));
  }

  static String raw(JsonNode value) {
    if (value.isString()) {
      return value.asString().strip();
    }
    return value.isNumber() || value.isBoolean() ? value.asString() : "";
  }

  /** What stands in a text that is JSON itself; else the node. */
  static JsonNode unwrapped(JsonNode node) {
    return node.isString() ? parse(node.asString()).orElse(node) : node;
  }

  static OptionalDouble number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    try {
      double number = value.isNumber() ? value.asDouble() : Double.parseDouble(text(node, field));
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  static double number(JsonNode node, String field, double otherwise) {
    return number(node, field).orElse(otherwise);
  }

  /** A whole number; fractions count as none. */
  static OptionalLong whole(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }
    OptionalDouble number = number(node, field);
    boolean exact =
        number.isPresent()
            && number.getAsDouble() == Math.rint(number.getAsDouble())
            && Math.abs(number.getAsDouble()) < 1L << 53;
    return exact ? OptionalLong.of((long) number.getAsDouble()) : OptionalLong.empty();
  }

  /** A number above zero, as every id of the market is. */
  static OptionalLong id(JsonNode node, String field) {
    OptionalLong id = whole(node, field);
    return id.isPresent() && id.getAsLong() > 0 ? id : OptionalLong.empty();
  }

  static boolean isTrue(JsonNode node, String field) {
    return text(node, field).equalsIgnoreCase("true");
  }

  static boolean isFalse(JsonNode node, String field) {
    return text(node, field).equalsIgnoreCase("false");
  }
}
