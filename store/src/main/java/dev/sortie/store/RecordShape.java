package dev.sortie.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * A record as an object, a field for each component. Empty Optionals are left out. A field that is
 * not known is an error: what a newer program meant by it must not be passed over in silence.
 */
final class RecordShape implements Shape {
  private static final String BARE = "value";

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Map<RecordComponent, Shape> parts = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  RecordShape(Class<?> type, Shapes shapes) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor: " + type, e);
    }
    for (RecordComponent component : components) {
      parts.put(component, shapes.of(component.getGenericType()));
      names.add(component.getName());
    }
  }

  boolean isBareValue() {
    return names.equals(Set.of(BARE));
  }

  boolean has(String name) {
    return names.contains(name);
  }

  @Override
  public void write(Object value, JsonGenerator json) {
    json.writeStartObject();
    writeFields(value, json);
    json.writeEndObject();
  }

  void writeFields(Object value, JsonGenerator json) {
    parts.forEach((component, shape) -> {
      Object part = part(component, value);
      if (part instanceof Optional<?> optional && optional.isEmpty()) {
        return;
      }
      json.writeName(component.getName());
      shape.write(part, json);
    });
  }

  @Override
  public Object read(Json json) {
    return readFields(json, Set.of());
  }

  /**
   * The record again.
   *
   * @param beside fields that are somebody else's
   */
  Object readFields(Json json, Set<String> beside) {
    if (!(json instanceof Json.Fields fields)) {
      throw Shape.mismatch("an object", json);
    }
    for (String name : fields.values().keySet()) {
      if (!names.contains(name) && !beside.contains(name)) {
        throw new UnreadableFactException(
            type.getSimpleName() + " knows no \"" + name + "\" in this version of Sortie");
      }
    }
    return make(
        parts.entrySet().stream()
            .map(part -> read(part.getKey(), part.getValue(), fields))
            .toArray());
  }

  private Object read(RecordComponent component, Shape shape, Json.Fields fields) {
    Json json = fields.values().get(component.getName());
    if (json == null && shape instanceof Containers.Maybe) {
      return Optional.empty();
    }
    if (json == null) {
      json = Additions.of(type, component.getName()).orElse(null);
    }
    if (json == null) {
      throw new UnreadableFactException(
          type.getSimpleName() + " lacks \"" + component.getName() + "\"");
    }
    try {
      return shape.read(json);
    } catch (UnreadableFactException e) {
      throw new UnreadableFactException(component.getName() + ": " + e.getMessage(), e);
    }
  }

  /** The same without the object around its only component. */
  Shape bare() {
    Map.Entry<RecordComponent, Shape> only = parts.entrySet().iterator().next();
    return new Shape() {
      @Override
      public void write(Object value, JsonGenerator json) {
        only.getValue().write(part(only.getKey(), value), json);
      }

      @Override
      public Object read(Json json) {
        return make(only.getValue().read(json));
      }
    };
  }

  private Object part(RecordComponent component, Object value) {
    Object part;
    try {
      part = component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + type, e);
    }
    if (part == null) {
      throw new IllegalArgumentException(type.getSimpleName() + ": " + component + " is null");
    }
    return part;
  }

  private Object make(Object... values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getTargetException();
      throw new UnreadableFactException(type.getSimpleName() + ": " + cause.getMessage(), cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }
}
