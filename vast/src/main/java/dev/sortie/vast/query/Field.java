package dev.sortie.vast.query;

/**
 * A field that offers can be filtered by.
 *
 * @param factor what a person's unit is multiplied with for the API; 0 when the units are the same
 */
record Field(String name, Kind kind, double factor) {
  enum Kind {
    NUMBER,
    TEXT,
    FLAG,
    VERSION
  }
}
