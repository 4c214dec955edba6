package dev.sortie.vast.query;

import java.util.List;

/**
 * A query that has been read.
 *
 * @param conditions all that an offer must fulfil, the defaults first, in the order of the body
 * @param chosen those of them that the person wrote
 * @param defaults what is asked of every offer where the query does not mention the field
 */
public record Query(List<Condition> conditions, List<Condition> chosen, List<Condition> defaults) {
  public Query {
    conditions = List.copyOf(conditions);
    chosen = List.copyOf(chosen);
    defaults = List.copyOf(defaults);
  }

  /**
   * Reads a query; blank text is one without conditions.
   *
   * @throws dev.sortie.core.market.BadQueryException with the place and reason
   */
  public static Query parse(String text) {
    return new QueryParser(text.replaceAll("\\s", " ")).parse();
  }

  public boolean mentions(String field) {
    return chosen.stream().anyMatch(condition -> condition.field().equals(field));
  }
}
