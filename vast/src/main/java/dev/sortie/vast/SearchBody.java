package dev.sortie.vast;

import dev.sortie.vast.query.Condition;
import dev.sortie.vast.query.SortKey;
import dev.sortie.vast.query.Value;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The body of a search, as vast.ai's own command line writes it. */
final class SearchBody {
  /** The market returns no more offers than this, whatever the limit. */
  static final int PAGE = 64;

  private SearchBody() {}

  static ObjectNode of(List<Condition> conditions, List<SortKey> order, double diskGigabytes) {
    ObjectNode body = Json.object();
    for (Condition condition : conditions) {
      filter(body, condition.field()).set(condition.operator().wireName(), json(condition.value()));
    }
    ArrayNode keys = body.putArray("order");
    order.forEach(key -> keys.addArray().add(key.field()).add(key.ascending() ? "asc" : "desc"));
    body.put("type", "on-demand");
    body.put("allocated_storage", diskGigabytes);
    return body;
  }

  /** Adds or tightens one operator of one filter. */
  static void narrow(ObjectNode body, String field, String operator, double bound) {
    filter(body, field).put(operator, bound);
  }

  private static ObjectNode filter(ObjectNode body, String field) {
    return body.path(field) instanceof ObjectNode present ? present : body.putObject(field);
  }

  private static JsonNode json(Value value) {
    return switch (value) {
      case Value.Text(String text) -> StringNode.valueOf(text);
      case Value.Whole(long number) -> LongNode.valueOf(number);
      case Value.Decimal(double number) -> DoubleNode.valueOf(number);
      case Value.Flag(boolean flag) -> BooleanNode.valueOf(flag);
      case Value.Nothing _ -> NullNode.getInstance();
      case Value.Many(var values) -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(one -> array.add(json(one)));
        yield array;
      }
    };
  }
}
