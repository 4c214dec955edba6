package dev.sortie.store;

import java.util.Locale;

/** Names of types as they stand in the journal. */
final class Names {
  private Names() {}

  /** {@code end-wanted} for {@code EndWanted}. */
  static String kebab(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
