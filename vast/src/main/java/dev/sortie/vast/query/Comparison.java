package dev.sortie.vast.query;

import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** Compares what an offer shows with what a condition asks, lenient in the type of both. */
final class Comparison {
  private Comparison() {}

  static boolean holds(JsonNode fact, Operator operator, Value value) {
    return switch (operator) {
      case EQ -> same(fact, value);
      case NEQ -> !same(fact, value);
      case IN -> anyOf(fact, value);
      case NOT_IN -> !anyOf(fact, value);
      case GT -> order(fact, value) > 0;
      case GTE -> order(fact, value) >= 0;
      case LT -> order(fact, value) < 0;
      case LTE -> order(fact, value) <= 0;
    };
  }

  private static boolean anyOf(JsonNode fact, Value value) {
    return switch (value) {
      case Value.Many(var values) -> values.stream().anyMatch(one -> same(fact, one));
      case Value.Text _, Value.Whole _, Value.Decimal _, Value.Flag _, Value.Nothing _ ->
          same(fact, value);
    };
  }

  private static boolean same(JsonNode fact, Value value) {
    return switch (value) {
      case Value.Nothing _ -> fact.isNull();
      case Value.Flag(boolean flag) -> flag(fact) == flag;
      case Value.Many _ -> anyOf(fact, value);
      case Value.Text(String text) ->
          order(fact, value) == 0 || text.strip().equalsIgnoreCase(text(fact));
      case Value.Whole _, Value.Decimal _ -> order(fact, value) == 0;
    };
  }

  /** NaN when the two cannot be ordered, so that every comparison fails. */
  private static double order(JsonNode fact, Value value) {
    OptionalDouble left = number(fact);
    OptionalDouble right = number(value);
    return left.isPresent() && right.isPresent()
        ? Double.compare(left.getAsDouble(), right.getAsDouble())
        : Double.NaN;
  }

  private static boolean flag(JsonNode fact) {
    return fact.isBoolean()
        ? fact.asBoolean()
        : number(fact).orElse(0) != 0 || text(fact).equalsIgnoreCase("true");
  }

  private static OptionalDouble number(JsonNode fact) {
    return fact.isNumber() ? OptionalDouble.of(fact.asDouble()) : parse(text(fact));
  }

  private static OptionalDouble number(Value value) {
    return switch (value) {
      case Value.Text(String text) -> parse(text);
      case Value.Whole(long number) -> OptionalDouble.of((double) number);
      case Value.Decimal(double number) -> OptionalDouble.of(number);
      case Value.Flag _, Value.Nothing _, Value.Many _ -> OptionalDouble.empty();
    };
  }

  private static String text(JsonNode fact) {
    return fact.isString() ? fact.asString().strip() : "";
  }

  private static OptionalDouble parse(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text.strip()));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }
}
