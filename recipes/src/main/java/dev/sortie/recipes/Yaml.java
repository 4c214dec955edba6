package dev.sortie.recipes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML 1.2 into {@link Node}s; complains about what YAML allows and no recipe needs. */
final class Yaml {
  private static final Map<Tag, Node.Kind> KINDS =
      Map.of(
          Tag.STR, Node.Kind.TEXT,
          Tag.INT, Node.Kind.NUMBER,
          Tag.FLOAT, Node.Kind.NUMBER,
          Tag.BOOL, Node.Kind.BOOLEAN,
          Tag.NULL, Node.Kind.NOTHING);

  private final String file;
  private final Problems problems;
  // An alias is the node that it points to, so each is converted once, however often it is named.
  private final IdentityHashMap<org.snakeyaml.engine.v2.nodes.Node, Node> done =
      new IdentityHashMap<>();
  private final Set<org.snakeyaml.engine.v2.nodes.Node> open =
      Collections.newSetFromMap(new IdentityHashMap<>());

  private Yaml(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The top of the document; empty when there is none or when it cannot be parsed. */
  static Optional<Node> parse(String file, String text, Problems problems) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    Yaml yaml = new Yaml(file, problems);
    try {
      ShallowParser parser =
          new ShallowParser(new ParserImpl(settings, new StreamReader(settings, text)));
      return new Composer(settings, parser).getSingleNode().map(yaml::convert);
    } catch (MarkedYamlEngineException e) {
      problems.add(yaml.place(e.getProblemMark()), "", "not YAML: " + reason(e));
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(new Place(file, 1, 1), "", "not YAML: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String reason(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return (context + e.getProblem()).replaceAll("\\s+", " ");
  }

  private Node convert(org.snakeyaml.engine.v2.nodes.Node node) {
    Node known = done.get(node);
    if (known != null) {
      return known;
    }
    Place place = place(node.getStartMark());
    if (!open.add(node)) {
      problems.add(place, "", "holds itself by an alias");
      return new Node.Scalar(place, Node.Kind.NOTHING, "");
    }
    Node converted =
        switch (node) {
          case ScalarNode scalar -> new Node.Scalar(place, kind(scalar), scalar.getValue());
          case SequenceNode items -> new Node.Items(place, items(items));
          case MappingNode table -> new Node.Table(place, fields(table));
          default -> throw new IllegalStateException("no such YAML: " + node.getNodeType());
        };
    open.remove(node);
    done.put(node, converted);
    return converted;
  }

  private Node.Kind kind(ScalarNode scalar) {
    Node.Kind kind = KINDS.get(scalar.getTag());
    if (kind == null) {
      problems.add(
          place(scalar.getStartMark()), "", "has a tag of its own, expected a plain value");
      return Node.Kind.TEXT;
    }
    return kind;
  }

  private List<Node> items(SequenceNode node) {
    List<Node> items = new ArrayList<>();
    node.getValue().forEach(item -> items.add(convert(item)));
    return List.copyOf(items);
  }

  private Map<String, Node.Field> fields(MappingNode node) {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Place place = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(place, "", "a list or mapping as key, expected a word");
        continue;
      }
      Integer before = lines.putIfAbsent(key.getValue(), place.line());
      if (before != null) {
        problems.add(place, key.getValue(), "given twice, first in line " + before);
        continue;
      }
      fields.put(key.getValue(), new Node.Field(place, convert(tuple.getValueNode())));
    }
    return Collections.unmodifiableMap(fields);
  }

  private Place place(Optional<Mark> mark) {
    return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(new Place(file, 1, 1));
  }
}
