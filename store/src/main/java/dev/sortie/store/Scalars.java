package dev.sortie.store;

import dev.sortie.core.money.Usd;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Shapes without parts. */
final class Scalars {
  /** Dollars as text, exact to the last digit. */
  static final Shape USD =
      shape(
          (value, json) -> json.writeString(((Usd) value).dollars().toPlainString()),
          json -> Usd.of(textOf(json)));

  static final Shape TRUTH =
      shape((value, json) -> json.writeBoolean((Boolean) value), Scalars::truthOf);
  static final Shape INT =
      shape(
          (value, json) -> json.writeNumber((Integer) value),
          json -> Integer.valueOf(digitsOf(json)));
  static final Shape LONG =
      shape((value, json) -> json.writeNumber((Long) value), json -> Long.valueOf(digitsOf(json)));

  /** What JSON has no number for (NaN, Infinity) stands as text. */
  static final Shape DOUBLE =
      shape((value, json) -> json.writeNumber((Double) value), json -> Double.valueOf(any(json)));

  private Scalars() {}

  static <T> Shape text(Class<T> type, Function<String, T> parse) {
    return shape(
        (value, json) -> json.writeString(type.cast(value).toString()),
        json -> parse.apply(textOf(json)));
  }

  static Shape enumeration(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return shape(
        (value, json) -> json.writeString(((Enum<?>) value).name()),
        json -> {
          Object constant = constants.get(textOf(json));
          if (constant == null) {
            throw Shape.mismatch("one of " + constants.keySet(), json);
          }
          return constant;
        });
  }

  private static Shape shape(BiConsumer<Object, JsonGenerator> write, Function<Json, Object> read) {
    return new Shape() {
      @Override
      public void write(Object value, JsonGenerator json) {
        write.accept(value, json);
      }

      @Override
      public Object read(Json json) {
        try {
          return read.apply(json);
        } catch (DateTimeException | IllegalArgumentException e) {
          throw new UnreadableFactException(String.valueOf(e.getMessage()), e);
        }
      }
    };
  }

  private static boolean truthOf(Json json) {
    if (json instanceof Json.Truth(boolean value)) {
      return value;
    }
    throw Shape.mismatch("true or false", json);
  }

  private static String textOf(Json json) {
    if (json instanceof Json.Text(String value)) {
      return value;
    }
    throw Shape.mismatch("a text", json);
  }

  private static String digitsOf(Json json) {
    if (json instanceof Json.Digits(String value)) {
      return value;
    }
    throw Shape.mismatch("a number", json);
  }

  private static String any(Json json) {
    return json instanceof Json.Text(String value) ? value : digitsOf(json);
  }
}
