package dev.sortie.recipes;

import dev.sortie.core.recipe.VariableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One mapping of a recipe while it is being read. A key counts as known once it was asked for, so
 * {@link #finish} must come after all questions.
 */
final class Section {
  private final Place place;
  private final Map<String, Node.Field> fields;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  Section(Node.Table table, String path, Problems problems) {
    this(table.place(), table.fields(), path, problems);
  }

  private Section(Place place, Map<String, Node.Field> fields, String path, Problems problems) {
    this.place = place;
    this.fields = fields;
    this.path = path;
    this.problems = problems;
  }

  Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(fields.get(key)).map(Node.Field::value);
  }

  /** The mapping under {@code key}; an empty one when there is none. */
  Section section(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Node.Table table) {
      return new Section(table, path(key), problems);
    }
    node.ifPresent(other -> wrong(other, key, "expected a mapping"));
    // One complaint is enough: what lacks in something that is no mapping is not told as well.
    Problems told = node.isPresent() ? new Problems() : problems;
    return new Section(place, Map.of(), path(key), told);
  }

  /** A text, quoted in YAML where it would be taken for something else. */
  Optional<String> text(String key, Pattern form, String expected) {
    return node(key).flatMap(node -> text(node, key, form, expected));
  }

  private Optional<String> text(Node node, String key, Pattern form, String expected) {
    if (!(node instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.TEXT) {
      wrong(node, key, "expected " + expected);
      return Optional.empty();
    }
    if (!form.matcher(scalar.value()).matches()) {
      problems.add(node.place(), path(key), quoted(scalar) + " will not do, expected " + expected);
      return Optional.empty();
    }
    return Optional.of(scalar.value());
  }

  /** A text or a number that {@code parser} makes sense of. */
  <T> Optional<T> value(String key, Function<String, Optional<T>> parser, String expected) {
    return node(key).flatMap(node -> value(node, key, parser, expected));
  }

  <T> Optional<T> value(
      Node node, String key, Function<String, Optional<T>> parser, String expected) {
    if (!(node instanceof Node.Scalar scalar)
        || scalar.kind() == Node.Kind.NOTHING
        || scalar.kind() == Node.Kind.BOOLEAN) {
      wrong(node, key, "expected " + expected);
      return Optional.empty();
    }
    Optional<T> parsed = parser.apply(scalar.value());
    if (parsed.isEmpty()) {
      problems.add(node.place(), path(key), quoted(scalar) + " will not do, expected " + expected);
    }
    return parsed;
  }

  boolean flag(String key, boolean otherwise) {
    Optional<Node> node = node(key);
    if (node.isPresent()
        && node.get() instanceof Node.Scalar scalar
        && scalar.kind() == Node.Kind.BOOLEAN) {
      return scalar.value().equalsIgnoreCase("true");
    }
    node.ifPresent(other -> wrong(other, key, "expected true or false"));
    return otherwise;
  }

  /** A list of texts; a single text stands for a list of one. */
  List<String> texts(String key, Pattern form, String expected) {
    List<String> texts = new ArrayList<>();
    for (Node node : items(key)) {
      text(node, key, form, expected).ifPresent(texts::add);
    }
    return List.copyOf(texts);
  }

  /** What the list under {@code key} holds; a single value stands for a list of one. */
  List<Node> items(String key) {
    return node(key)
        .map(node -> node instanceof Node.Items items ? items.nodes() : List.of(node))
        .orElse(List.of());
  }

  /** Names with their texts; numbers and truth values count as written. */
  Map<String, String> variables(String key) {
    Section inner = section(key);
    Map<String, String> variables = new LinkedHashMap<>();
    for (Map.Entry<String, Node.Field> entry : inner.fields.entrySet()) {
      Optional<String> objection = VariableName.objection(entry.getKey());
      if (objection.isPresent()) {
        problems.add(entry.getValue().place(), inner.path(entry.getKey()), objection.get());
      } else if (entry.getValue().value() instanceof Node.Scalar scalar
          && scalar.value().indexOf('\0') >= 0) {
        problems.add(
            scalar.place(), inner.path(entry.getKey()), "has a NUL, which no variable can hold");
      } else if (entry.getValue().value() instanceof Node.Scalar scalar
          && scalar.kind() != Node.Kind.NOTHING) {
        variables.put(entry.getKey(), scalar.value());
      } else {
        inner.wrong(
            entry.getValue().value(), entry.getKey(), "expected a text (\"\" for an empty one)");
      }
    }
    return Collections.unmodifiableMap(variables);
  }

  /** A complaint that {@code key} is not there. */
  void missing(String key, String expected) {
    problems.add(place, path(key), "missing, expected " + expected);
  }

  void wrong(Node node, String key, String expected) {
    problems.add(node.place(), path(key), "is " + node.kindName() + ", " + expected);
  }

  void complain(Node node, String key, String what) {
    problems.add(node.place(), path(key), what);
  }

  /** Complains about every key that nobody asked for. */
  void finish() {
    fields.forEach((key, field) -> {
      if (!known.contains(key)) {
        problems.add(
            field.place(),
            path(key),
            "unknown key, expected one of " + String.join(", ", known) + Nearest.hint(key, known));
      }
    });
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String quoted(Node.Scalar scalar) {
    String firstLine = scalar.value().lines().findFirst().orElse("");
    return '"' + firstLine + (firstLine.equals(scalar.value()) ? "" : "…") + '"';
  }
}
