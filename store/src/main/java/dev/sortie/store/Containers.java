package dev.sortie.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Shapes of things that hold others. */
final class Containers {
  private Containers() {}

  /** An {@link Optional}: null when empty; a record leaves it out altogether. */
  record Maybe(Shape inner) implements Shape {
    @Override
    public void write(Object value, JsonGenerator json) {
      Optional<?> optional = (Optional<?>) value;
      if (optional.isPresent()) {
        inner.write(optional.get(), json);
      } else {
        json.writeNull();
      }
    }

    @Override
    public Object read(Json json) {
      return json instanceof Json.Nothing ? Optional.empty() : Optional.of(inner.read(json));
    }
  }

  record Many(Shape inner) implements Shape {
    @Override
    public void write(Object value, JsonGenerator json) {
      json.writeStartArray();
      for (Object item : (List<?>) value) {
        inner.write(item, json);
      }
      json.writeEndArray();
    }

    @Override
    public Object read(Json json) {
      if (!(json instanceof Json.Items items)) {
        throw Shape.mismatch("a list", json);
      }
      List<Object> list = new ArrayList<>();
      items.values().forEach(item -> list.add(inner.read(item)));
      return List.copyOf(list);
    }
  }

  /** How the keys of a map are written and read. */
  record Key(Function<Object, String> write, Function<String, Object> read) {}

  /** A map, in the order of its keys so that equal maps look equal. */
  record Named(Key key, Shape inner) implements Shape {
    @Override
    public void write(Object value, JsonGenerator json) {
      Map<String, Object> sorted = new TreeMap<>();
      ((Map<?, ?>) value).forEach((name, item) -> sorted.put(key.write().apply(name), item));
      json.writeStartObject();
      sorted.forEach((name, item) -> {
        json.writeName(name);
        inner.write(item, json);
      });
      json.writeEndObject();
    }

    @Override
    public Object read(Json json) {
      if (!(json instanceof Json.Fields fields)) {
        throw Shape.mismatch("an object", json);
      }
      Map<Object, Object> map = new LinkedHashMap<>();
      fields.values().forEach((name, item) -> map.put(keyOf(name), inner.read(item)));
      return Map.copyOf(map);
    }

    private Object keyOf(String name) {
      try {
        return key.read().apply(name);
      } catch (NumberFormatException e) {
        throw new UnreadableFactException("\"" + name + "\" is no key", e);
      }
    }
  }
}
