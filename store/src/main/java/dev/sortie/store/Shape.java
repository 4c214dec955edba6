package dev.sortie.store;

import tools.jackson.core.JsonGenerator;

/** How values of one Java type look as JSON. What {@link #write} writes, {@link #read} reads. */
interface Shape {
  void write(Object value, JsonGenerator json);

  /**
   * The value again.
   *
   * @throws UnreadableFactException when the JSON is not of this shape
   */
  Object read(Json json);

  static UnreadableFactException mismatch(String expected, Json found) {
    return new UnreadableFactException("expected " + expected + ", found " + found);
  }
}
