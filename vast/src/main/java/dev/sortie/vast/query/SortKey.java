package dev.sortie.vast.query;

import java.util.ArrayList;
import java.util.List;

/** One key to sort offers by. */
public record SortKey(String field, boolean ascending) {
  /** What is sorted by when nothing is said. */
  private static final SortKey BEST_SCORE = new SortKey("score", false);

  /**
   * Reads an order such as {@code dph+} or {@code score-,dph}; the sign may stand before or after,
   * none means ascending.
   *
   * @throws dev.sortie.core.market.BadQueryException with the place and reason
   */
  public static List<SortKey> parse(String text) {
    if (text.isBlank()) {
      return List.of(BEST_SCORE);
    }
    List<SortKey> keys = new ArrayList<>();
    int start = 0;
    for (String part : text.split(",", -1)) {
      keys.add(one(part, new QueryErrors(text), start));
      start += part.length() + 1;
    }
    return List.copyOf(keys);
  }

  private static SortKey one(String part, QueryErrors errors, int start) {
    String key = part.strip();
    boolean descending = key.startsWith("-") || key.endsWith("-");
    String name = key.replaceAll("^[+-]|[+-]$", "").strip();
    Token token = new Token(part, start, start + part.length());
    Field field =
        Fields.find(name)
            .orElseThrow(() ->
                errors.at(
                    token,
                    name.isEmpty()
                        ? "expected a field name here"
                        : "unknown field " + name + Fields.suggestionFor(name)));
    return new SortKey(field.name(), !descending);
  }
}
