package dev.sortie.store;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes shapes as text. */
final class Texts {
  private Texts() {}

  static String of(Shape shape, Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      shape.write(value, json);
    }
    return text.toString();
  }
}
