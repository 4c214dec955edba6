package dev.sortie.vast.query;

import java.util.List;
import java.util.Set;

/**
 * The two words of the market's SDK that are no fields of an offer: {@code georegion=true} lets
 * {@code geolocation} name continents, {@code chunked=true} keeps machines of a usual size alone.
 * They are never sent. One use, one thread.
 */
final class Switches {
  private static final String GEOREGION = "georegion";
  private static final String CHUNKED = "chunked";
  private static final double CHUNK_MEGABYTES = 64 * 1024;
  private static final double CHUNK_CORES = 32;

  private final QueryErrors errors;
  private boolean georegion;
  private boolean chunked;

  Switches(QueryErrors errors) {
    this.errors = errors;
  }

  static boolean isOne(String name) {
    return Set.of(GEOREGION, CHUNKED).contains(name);
  }

  void set(Token name, Operator operator, Token value) {
    boolean on = Set.of("true", "True").contains(value.text());
    boolean off = Set.of("false", "False", "any").contains(value.text());
    if (operator != Operator.EQ || !(on || off)) {
      throw errors.at(value, name.text() + " goes with =true or =false only");
    }
    if (name.text().equals(GEOREGION)) {
      georegion = on;
    } else {
      chunked = on;
    }
  }

  boolean isGeoregion() {
    return georegion;
  }

  void apply(List<Condition> conditions) {
    if (georegion) {
      conditions.replaceAll(Regions::expanded);
    }
    if (chunked) {
      String written = CHUNKED + "=true";
      conditions.add(
          new Condition("cpu_ram", Operator.GTE, new Value.Decimal(CHUNK_MEGABYTES), written));
      conditions.add(
          new Condition("cpu_cores", Operator.GTE, new Value.Decimal(CHUNK_CORES), written));
    }
  }
}
