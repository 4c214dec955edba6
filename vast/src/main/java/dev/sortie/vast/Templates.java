package dev.sortie.vast;

import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds templates. */
final class Templates {
  private final Calls calls;

  Templates(Calls calls) {
    this.calls = calls;
  }

  Optional<Template> byHash(String hash) {
    JsonNode templates = calls.readOrThrow(Routes.template(hash)).path("templates");
    if (!templates.isArray()) {
      throw new MarketException(
          new MarketProblem.Malformed("the answer holds no list of templates"));
    }
    return templates
        .valueStream()
        .filter(node -> Json.raw(node, "hash_id").equals(hash))
        .map(Templates::read)
        .findFirst();
  }

  private static Template read(JsonNode node) {
    return new Template(
        Json.raw(node, "hash_id"),
        Json.raw(node, "name"),
        Json.raw(node, "image"),
        Json.raw(node, "tag"),
        Json.raw(node, "env"),
        Json.raw(node, "onstart"),
        Json.number(node, "recommended_disk_space", 0));
  }
}
