package dev.sortie.vast.query;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** Where an offer shows the fields that carry another name or form in it than in a filter. */
final class OfferFacts {
  private OfferFacts() {}

  static Optional<JsonNode> of(String field, JsonNode offer) {
    return switch (field) {
      case "ask_contract_id" -> first(offer, "ask_contract_id", "id");
      case "reliability" -> first(offer, "reliability", "reliability2");
      case "ubuntu_version" -> first(offer, "ubuntu_version", "os_version");
      case "driver_version" -> first(offer, "driver_vers");
      case "datacenter" ->
          first(offer, "datacenter")
              .or(() ->
                  first(offer, "hosting_type")
                      .filter(JsonNode::isNumber)
                      .map(type -> BooleanNode.valueOf(type.asInt() == 1)));
      case "verified" ->
          first(offer, "verified")
              .filter(JsonNode::isBoolean)
              .or(() ->
                  first(offer, "verification")
                      .filter(JsonNode::isString)
                      .map(it -> BooleanNode.valueOf(it.asString().equals("verified"))));
      case "geolocation" -> first(offer, "geolocation").map(OfferFacts::country);
      default -> first(offer, field);
    };
  }

  /** Filters take the two letters at the end of {@code Ontario, CA}. */
  private static JsonNode country(JsonNode location) {
    if (!location.isString()) {
      return location;
    }
    String text = location.asString().strip();
    return StringNode.valueOf(text.substring(text.lastIndexOf(',') + 1).strip());
  }

  private static Optional<JsonNode> first(JsonNode offer, String... names) {
    for (String name : names) {
      if (offer.has(name)) {
        return Optional.of(offer.path(name));
      }
    }
    return Optional.empty();
  }
}
