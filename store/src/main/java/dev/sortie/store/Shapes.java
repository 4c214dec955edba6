package dev.sortie.store;

import dev.sortie.core.money.Usd;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the shape of a type: records as objects, records with nothing but a {@code value} as that
 * value, sealed families as objects with a {@code type}. Thread-safe. Anything else that core does
 * not put into facts today is refused, so that nothing gets into a journal by accident.
 */
final class Shapes {
  private static final Map<Type, Shape> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, Scalars.text(String.class, text -> text)),
          Map.entry(Path.class, Scalars.text(Path.class, Path::of)),
          Map.entry(Instant.class, Scalars.text(Instant.class, Instant::parse)),
          Map.entry(Duration.class, Scalars.text(Duration.class, Duration::parse)),
          Map.entry(Usd.class, Scalars.USD),
          Map.entry(boolean.class, Scalars.TRUTH),
          Map.entry(Boolean.class, Scalars.TRUTH),
          Map.entry(int.class, Scalars.INT),
          Map.entry(Integer.class, Scalars.INT),
          Map.entry(long.class, Scalars.LONG),
          Map.entry(Long.class, Scalars.LONG),
          Map.entry(double.class, Scalars.DOUBLE),
          Map.entry(Double.class, Scalars.DOUBLE));

  private final Map<Type, Shape> known = new ConcurrentHashMap<>(SCALARS);

  Shape of(Type type) {
    Shape shape = known.get(type);
    if (shape == null) {
      // Not computeIfAbsent: making a shape asks for the shapes of its parts.
      shape = make(type);
      known.put(type, shape);
    }
    return shape;
  }

  RecordShape ofRecord(Class<?> type) {
    return new RecordShape(type, this);
  }

  private Shape make(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    if (type instanceof Class<?> plain) {
      if (plain.isEnum()) {
        return Scalars.enumeration(plain);
      }
      if (plain.isRecord()) {
        RecordShape shape = ofRecord(plain);
        return shape.isBareValue() ? shape.bare() : shape;
      }
      if (plain.isSealed()) {
        return new SealedShape(plain, this);
      }
    }
    throw new IllegalArgumentException("no fact may hold a " + type.getTypeName());
  }

  private Shape generic(ParameterizedType type) {
    Type[] parts = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return new Containers.Maybe(of(parts[0]));
    }
    if (type.getRawType() == List.class) {
      return new Containers.Many(of(parts[0]));
    }
    if (type.getRawType() == Map.class) {
      return new Containers.Named(key(parts[0]), of(parts[1]));
    }
    throw new IllegalArgumentException("no fact may hold a " + type.getTypeName());
  }

  private static Containers.Key key(Type type) {
    if (type == String.class) {
      return new Containers.Key(Object::toString, text -> text);
    }
    if (type == Integer.class) {
      return new Containers.Key(Object::toString, Integer::valueOf);
    }
    throw new IllegalArgumentException("no fact may hold a map by " + type.getTypeName());
  }
}
