package dev.sortie.vast;

import dev.sortie.vast.query.Condition;
import dev.sortie.vast.query.Operator;
import dev.sortie.vast.query.SortKey;
import dev.sortie.vast.query.Value;
import java.util.List;
import java.util.Set;
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

  /**
   * Filters by which the market loses offers that fulfil them (gpuhunt issue 142, and reports of
   * the same kind): such conditions are held here alone.
   */
  private static final Set<String> HELD_HERE = Set.of("cuda_max_good", "driver_version");

  private SearchBody() {}

  static ObjectNode of(List<Condition> conditions, List<SortKey> order, double diskGigabytes) {
    ObjectNode body = Json.object();
    for (Condition condition : conditions) {
      if (!HELD_HERE.contains(condition.field())) {
        add(filter(body, condition.field()), condition);
      }
    }
    ArrayNode keys = body.putArray("order");
    order.forEach(key -> keys.addArray().add(key.field()).add(key.ascending() ? "asc" : "desc"));
    body.put("type", "on-demand");
    body.put("allocated_storage", diskGigabytes);
    return body;
  }

  /**
   * The market takes each operator of a field once: of two bounds the narrower is sent, a second
   * "is not" makes a list of both. Of others it hears the first; what it lets through is held here.
   */
  private static void add(ObjectNode filter, Condition condition) {
    String operator = condition.operator().wireName();
    JsonNode value = json(condition.value());
    JsonNode before = filter.path(operator);
    if (before.isMissingNode()) {
      filter.set(operator, value);
      return;
    }
    switch (condition.operator()) {
      case GT, GTE -> filter.set(operator, number(value) > number(before) ? value : before);
      case LT, LTE -> filter.set(operator, number(value) < number(before) ? value : before);
      case NEQ -> {
        String without = Operator.NOT_IN.wireName();
        ArrayNode both = JsonNodeFactory.instance.arrayNode();
        filter.path(without).forEach(both::add);
        filter.set(without, both.add(value));
      }
      case EQ, IN, NOT_IN -> {}
    }
  }

  /** Texts may be numbers too; what is none is neither more nor less than anything. */
  private static double number(JsonNode value) {
    try {
      return value.isNumber() ? value.asDouble() : Double.parseDouble(Json.raw(value));
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
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
