package dev.sortie.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON that was read. Numbers stay as written, so that none loses a digit. */
sealed interface Json {
  JsonFactory FACTORY = new JsonFactory();

  record Fields(Map<String, Json> values) implements Json {}

  record Items(List<Json> values) implements Json {}

  record Text(String value) implements Json {}

  record Digits(String value) implements Json {}

  record Truth(boolean value) implements Json {}

  record Nothing() implements Json {}

  /** Reads one whole value. */
  static Json parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Json json = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new UnreadableFactException("more than one JSON value");
      }
      return json;
    } catch (JacksonException e) {
      throw new UnreadableFactException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Json value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw new UnreadableFactException("JSON ends too early");
    }
    return switch (token) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getString());
      case VALUE_TRUE -> new Truth(true);
      case VALUE_FALSE -> new Truth(false);
      case VALUE_NULL -> new Nothing();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new UnreadableFactException("no JSON value: " + token);
    };
  }

  private static Json fields(JsonParser parser) {
    Map<String, Json> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (fields.put(name, value(parser, parser.nextToken())) != null) {
        throw new UnreadableFactException("\"" + name + "\" given twice");
      }
    }
    return new Fields(fields);
  }

  private static Json items(JsonParser parser) {
    List<Json> items = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      items.add(value(parser, next));
    }
    return new Items(items);
  }
}
