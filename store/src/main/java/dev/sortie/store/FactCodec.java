package dev.sortie.store;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.run.RunEvent;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Facts as a type name ({@code lease.rented}) and a JSON object. The names of records, of their
 * components and of enum constants are the format: renaming one makes old journals unreadable, and
 * {@code facts.golden} among the tests says so. Thread-safe.
 */
final class FactCodec {
  private final Map<String, Class<?>> types =
      Stream.of(AggregateId.Kind.values())
          .flatMap(kind ->
              Stream.of(family(kind).getPermittedSubclasses())
                  .map(type -> Map.entry(name(kind, type), type)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  private final Shapes shapes = new Shapes();
  private final Map<Class<?>, RecordShape> known = new ConcurrentHashMap<>();

  private static Class<? extends Fact> family(AggregateId.Kind kind) {
    return switch (kind) {
      case RUN -> RunEvent.class;
      case LEASE -> LeaseEvent.class;
    };
  }

  private static String name(AggregateId.Kind kind, Class<?> type) {
    return kind.name().toLowerCase(Locale.ROOT) + "." + Names.kebab(type);
  }

  /**
   * The name of a fact of an aggregate.
   *
   * @throws IllegalArgumentException when such an aggregate has no such facts
   */
  String type(AggregateId.Kind kind, Fact fact) {
    if (!family(kind).isInstance(fact)) {
      throw new IllegalArgumentException(
          fact.getClass().getSimpleName() + " is no fact of a " + kind);
    }
    return name(kind, fact.getClass());
  }

  /** The names of facts of an aggregate by their types. */
  List<String> names(AggregateId.Kind kind, Set<Class<? extends Fact>> wanted) {
    return wanted.stream().map(type -> name(kind, type)).sorted().toList();
  }

  String body(Fact fact) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      shape(fact.getClass()).write(fact, json);
    }
    return text.toString();
  }

  /**
   * The fact again.
   *
   * @throws UnreadableFactException when this version of the program does not understand it
   */
  Fact fact(String type, String body) {
    Class<?> known = types.get(type);
    if (known == null) {
      throw new UnreadableFactException("it is a \"" + type + "\", unknown in this version");
    }
    return (Fact) shape(known).read(Json.parse(body));
  }

  private RecordShape shape(Class<?> type) {
    return known.computeIfAbsent(type, shapes::ofRecord);
  }

  /** Every name with its record, for tests. */
  Map<String, Class<?>> types() {
    return types;
  }
}
