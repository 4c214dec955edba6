package dev.sortie.recipes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays a recipe over the one that it extends: mappings merge, everything else replaces. */
final class Inheritance {
  private static final String EXTENDS = "extends";
  // What a recipe is called and is for belongs to it alone.
  private static final Set<String> OWN = Set.of("name", "description", EXTENDS);

  private final Library library;
  private final Problems problems;
  private final Set<String> files = new LinkedHashSet<>();

  Inheritance(Library library, Problems problems) {
    this.library = library;
    this.problems = problems;
  }

  /** The whole mapping; empty when the text is none. */
  Optional<Node.Table> read(RecipeText source) {
    files.add(source.file());
    Optional<Node> top = Yaml.parse(source.file(), source.text(), problems);
    if (top.isEmpty() || !(top.get() instanceof Node.Table table)) {
      Place place = top.map(Node::place).orElse(new Place(source.file(), 1, 1));
      if (problems.all().isEmpty()) {
        problems.add(place, "", "not a recipe, expected keys such as image and task");
      }
      return Optional.empty();
    }
    Node.Field parent = table.fields().get(EXTENDS);
    if (parent == null) {
      return Optional.of(table);
    }
    return parent(parent.value()).map(inherited -> merge(inherited, table, OWN));
  }

  private Optional<Node.Table> parent(Node node) {
    if (!(node instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.TEXT) {
      problems.add(
          node.place(), EXTENDS, "is " + node.kindName() + ", expected the name of a recipe");
      return Optional.empty();
    }
    Optional<RecipeText> source = library.find(scalar.value(), Set.copyOf(files));
    if (source.isEmpty()) {
      problems.add(
          node.place(),
          EXTENDS,
          "there is no recipe \""
              + scalar.value()
              + "\" to extend, expected one of "
              + String.join(", ", library.names())
              + Nearest.hint(scalar.value(), library.names()));
      return Optional.empty();
    }
    return read(source.get());
  }

  private static Node.Table merge(Node.Table under, Node.Table over, Set<String> left) {
    Map<String, Node.Field> fields = new LinkedHashMap<>(under.fields());
    fields.keySet().removeAll(left);
    over.fields().forEach((key, field) -> fields.merge(key, field, Inheritance::merge));
    return new Node.Table(over.place(), Collections.unmodifiableMap(fields));
  }

  private static Node.Field merge(Node.Field under, Node.Field over) {
    return under.value() instanceof Node.Table low && over.value() instanceof Node.Table high
        ? new Node.Field(over.place(), merge(low, high, Set.of()))
        : over;
  }
}
