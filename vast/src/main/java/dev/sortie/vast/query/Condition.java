package dev.sortie.vast.query;

import tools.jackson.databind.JsonNode;

/**
 * One requirement on an offer.
 *
 * @param field its name in the API
 * @param written as the person wrote it
 */
public record Condition(String field, Operator operator, Value value, String written) {
  /**
   * Whether the offer fulfils this. A field that the offer does not show at all cannot be judged
   * and passes: the market has filtered by it.
   */
  public boolean holds(JsonNode offer) {
    return OfferFacts.of(field, offer)
        .map(fact -> Comparison.holds(fact, operator, value))
        .orElse(true);
  }
}
