package dev.sortie.recipes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The recipes and texts that are part of the program. */
final class BuiltIns {
  static final List<String> NAMES = List.of("batch", "voice-tools");
  static final Library LIBRARY =
      new Library() {
        @Override
        public Optional<RecipeText> find(String name, Set<String> without) {
          return BuiltIns.find(name).filter(source -> !without.contains(source.file()));
        }

        @Override
        public Set<String> names() {
          return new LinkedHashSet<>(NAMES);
        }
      };

  private static final String PREFIX = "built-in:";

  private BuiltIns() {}

  static Optional<RecipeText> find(String name) {
    return NAMES.contains(name)
        ? Optional.of(new RecipeText(PREFIX + name + ".yaml", resource(name + ".yaml")))
        : Optional.empty();
  }

  static String resource(String file) {
    try (InputStream stream = BuiltIns.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
