package dev.sortie.practice.api;

import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.DayUse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What one instance cost in a range of days, as a row of the charges. */
final class Charge {
  private static final double SECONDS_A_DAY = 86_400;
  private static final double BYTES_A_GB = 1e9;

  private Charge() {}

  /** Empty when it cost nothing in the days that the range touches. */
  static Optional<ObjectNode> of(Contract contract, double from, double to) {
    double start = Double.MAX_VALUE;
    double end = 0;
    DayUse use = new DayUse(0, 0, 0, 0, 0, 0, 0, 0);
    for (Map.Entry<Long, DayUse> day : contract.meter().days().entrySet()) {
      double begins = day.getKey() * SECONDS_A_DAY;
      if (begins + SECONDS_A_DAY > from && begins <= to) {
        use = use.plus(day.getValue());
        start = Math.min(start, Math.max(begins, contract.createdAt()));
        end = Math.max(end, Math.min(begins + SECONDS_A_DAY, contract.meter().settledAt()));
      }
    }
    return use.dollars() > 0 ? Optional.of(row(contract, use, start, end)) : Optional.empty();
  }

  private static ObjectNode row(Contract contract, DayUse use, double start, double end) {
    ObjectNode row =
        Json.object()
            .put("start", (long) start)
            .put("end", (long) end)
            .put("type", "instance")
            .put("source", "instance-" + contract.id())
            .put("description", description(contract))
            .put("amount", use.dollars());
    row.putObject("metadata").put("label", contract.label()).putNull("template_id");
    ArrayNode items = row.putArray("items");
    hours(items, "gpu", use.gpuSeconds(), use.gpuDollars());
    hours(items, "disk", use.diskSeconds(), use.diskDollars());
    bytes(items, "bwd", use.downBytes(), use.downDollars());
    bytes(items, "bwu", use.upBytes(), use.upDollars());
    // Clients walk down the tree and read the same fields at every level.
    for (JsonNode item : items) {
      ObjectNode one = (ObjectNode) item;
      one.put("start", (long) start).put("end", (long) end);
      one.put("source", "instance-" + contract.id());
      one.putObject("metadata");
      one.putArray("items");
    }
    return row;
  }

  private static String description(Contract contract) {
    return "Instance "
        + contract.id()
        + ": "
        + contract.offer().gpuCount()
        + "x "
        + contract.offer().gpuName();
  }

  private static void hours(ArrayNode items, String type, double seconds, double dollars) {
    if (seconds > 0) {
      double hours = seconds / 3600;
      String text = String.format(Locale.ROOT, "%.3f hours at $%.3f/hour", hours, dollars / hours);
      items.addObject().put("type", type).put("description", text).put("amount", dollars);
    }
  }

  private static void bytes(ArrayNode items, String type, long bytes, double dollars) {
    if (bytes > 0) {
      double gigabytes = bytes / BYTES_A_GB;
      String text =
          String.format(Locale.ROOT, "%.3f GB at $%.4f/GB", gigabytes, dollars / gigabytes);
      items.addObject().put("type", type).put("description", text).put("amount", dollars);
    }
  }
}
