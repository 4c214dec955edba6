package dev.sortie.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** A sealed family of records: an object whose {@code type} says which member it is. */
final class SealedShape implements Shape {
  private static final String TYPE = "type";

  private final Map<String, Class<?>> members = new LinkedHashMap<>();
  private final Map<Class<?>, RecordShape> shapes = new LinkedHashMap<>();

  SealedShape(Class<?> family, Shapes all) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      RecordShape shape = all.ofRecord(member);
      if (shape.has(TYPE)) {
        throw new IllegalArgumentException(member + " may not have a component called " + TYPE);
      }
      members.put(Names.kebab(member), member);
      shapes.put(member, shape);
    }
  }

  @Override
  public void write(Object value, JsonGenerator json) {
    json.writeStartObject();
    json.writeName(TYPE);
    json.writeString(Names.kebab(value.getClass()));
    shapeOf(value.getClass()).writeFields(value, json);
    json.writeEndObject();
  }

  @Override
  public Object read(Json json) {
    if (!(json instanceof Json.Fields fields)
        || !(fields.values().get(TYPE) instanceof Json.Text(String name))) {
      throw Shape.mismatch("an object with a type", json);
    }
    Class<?> member = members.get(name);
    if (member == null) {
      throw new UnreadableFactException("expected one of " + members.keySet() + ", found " + name);
    }
    return shapeOf(member).readFields(json, Set.of(TYPE));
  }

  private RecordShape shapeOf(Class<?> member) {
    RecordShape shape = shapes.get(member);
    if (shape == null) {
      throw new IllegalArgumentException("not of this family: " + member);
    }
    return shape;
  }
}
