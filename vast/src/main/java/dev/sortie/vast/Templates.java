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
        .filter(node -> Json.text(node, "hash_id").equals(hash))
        .map(Templates::read)
        .findFirst();
  }

  private static Template read(JsonNode node) {
    return new Template(
        Json.text(node, "hash_id"),
        Json.text(node, "name"),
        Json.text(node, "image"),
        Json.text(node, "tag"),
        Json.text(node, "env"),
        Json.text(node, "onstart"),
        Json.number(node, "recommended_disk_space", 0));
  }
}
