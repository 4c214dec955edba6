package dev.sortie.recipes;

import java.util.List;
import java.util.Map;

/** A piece of YAML that knows where it stands. */
sealed interface Node {
  Place place();

  /** What a person calls it: "a list", "a number". */
  String kindName();

  /** What YAML takes a scalar for. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NOTHING("empty");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** A scalar as written, without its quotes. */
  record Scalar(Place place, Kind kind, String value) implements Node {
    @Override
    public String kindName() {
      return kind.words;
    }
  }

  record Items(Place place, List<Node> nodes) implements Node {
    @Override
    public String kindName() {
      return "a list";
    }
  }

  /** A mapping, in the order of the text. */
  record Table(Place place, Map<String, Field> fields) implements Node {
    @Override
    public String kindName() {
      return "a mapping";
    }
  }

  /** A value with the place of its key. */
  record Field(Place place, Node value) {}
}
