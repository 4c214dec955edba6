package dev.sortie.store;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.Label;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.RunId;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes a sample of any type that occurs in facts; every number and text in it differs. */
final class FactSamples {
  /** How much a sample holds. */
  enum Fill {
    /** Optionals are present, lists and maps hold two. */
    FULL,
    /** Optionals, lists and maps are empty, texts too. */
    EMPTY
  }

  private final Fill fill;
  private int count;
  private final Set<Class<?>> enums = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));

  FactSamples(Fill fill) {
    this.fill = fill;
  }

  /** The enums met until now. */
  Set<Class<?>> enums() {
    return enums;
  }

  Object make(Type type) {
    count++;
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      enums.add(plain);
      return plain.getEnumConstants()[0];
    }
    Map<Class<?>, Object> scalars = scalars();
    if (scalars.containsKey(plain)) {
      return scalars.get(plain);
    }
    if (plain.isSealed()) {
      return make(plain.getPermittedSubclasses()[0]);
    }
    return record(plain);
  }

  private Map<Class<?>, Object> scalars() {
    Map<Class<?>, Object> scalars = new LinkedHashMap<>();
    scalars.put(String.class, fill == Fill.FULL ? "text " + count + " \"ü\\\n\u0001" : "");
    scalars.put(int.class, count);
    scalars.put(long.class, Long.MAX_VALUE - count);
    scalars.put(double.class, count + 0.1);
    scalars.put(Integer.class, count);
    scalars.put(Long.class, (long) count);
    scalars.put(Double.class, count / 3.0);
    scalars.put(boolean.class, count % 2 == 0);
    scalars.put(Boolean.class, count % 2 == 0);
    scalars.put(Instant.class, Instant.parse("2026-11-21T20:00:00.000000001Z").plusSeconds(count));
    scalars.put(Duration.class, Duration.ofSeconds(count, 1));
    scalars.put(Path.class, Path.of("/some/folder " + count));
    scalars.put(Usd.class, new Usd(1_000_000_001L * count));
    scalars.put(LeaseId.class, new LeaseId("abcd%04d".formatted(count)));
    scalars.put(RunId.class, new RunId("run-" + count));
    scalars.put(Label.class, new Label("host" + count, "abcd%04d".formatted(count)));
    return scalars;
  }

  private Object generic(ParameterizedType type) {
    Type[] parts = type.getActualTypeArguments();
    boolean full = fill == Fill.FULL;
    if (type.getRawType() == Optional.class) {
      return full ? Optional.of(make(parts[0])) : Optional.empty();
    }
    if (type.getRawType() == List.class) {
      return full ? List.of(make(parts[0]), make(parts[0])) : List.of();
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; full && i < 2; i++) {
      map.put(make(parts[0]), make(parts[1]));
    }
    return Map.copyOf(map);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(
          Stream.of(components).map(part -> make(part.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no sample of " + type + "; say how to make one here", e);
    }
  }
}
