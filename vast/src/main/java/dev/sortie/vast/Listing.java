package dev.sortie.vast;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.vast.Answer.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Walks the listing of all instances; one doubt about any page and nothing is known (law 4). */
final class Listing {
  /** Of one walk; whoever passes one of them does not end. */
  record Limits(int pages, int instances, Duration time) {}

  private final Calls calls;
  private final Limits limits;

  Listing(Calls calls) {
    this(calls, new Limits(Bounds.PAGES, Bounds.INSTANCES, Bounds.WALK));
  }

  Listing(Calls calls, Limits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  Inventory walk() {
    Map<InstanceId, Instance> found = new LinkedHashMap<>();
    Set<String> cursors = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    long start = System.nanoTime();
    for (int page = 1; page <= limits.pages() && isInTime(start); page++) {
      Answer answer = calls.read(Routes.list(cursor));
      Optional<MarketProblem> problem = Problems.of(answer);
      if (problem.isPresent()) {
        return new Inventory.Unknown(problem.get());
      }
      Reply reply = (Reply) answer;
      Optional<String> flaw = addPage(reply, found);
      if (flaw.isPresent()) {
        return unknown(reply, "page " + page + " of the listing " + flaw.get());
      }
      JsonNode json = reply.json().orElseThrow();
      if (!json.path("next_token").isString()) {
        return new Inventory.Complete(found.values().stream().toList());
      }
      String next = Json.raw(json, "next_token");
      if (!cursors.add(next)) {
        return unknown(reply, "page " + page + " of the listing repeats a cursor");
      }
      cursor = Optional.of(next);
    }
    return new Inventory.Unknown(new MarketProblem.Malformed("the listing never ends"));
  }

  private boolean isInTime(long start) {
    return System.nanoTime() - start < limits.time().toNanos();
  }

  /** What is wrong with this page; nothing when it is well-formed. */
  private Optional<String> addPage(Reply reply, Map<InstanceId, Instance> found) {
    JsonNode json = reply.json().orElse(Json.object());
    JsonNode instances = json.path("instances");
    if (!instances.isArray()) {
      return Optional.of("holds no list of instances");
    }
    for (JsonNode node : instances) {
      Optional<Instance> instance = InstanceReader.read(node);
      if (instance.isEmpty()) {
        return Optional.of("holds a record without a number");
      }
      if (found.put(instance.get().id(), instance.get()) != null) {
        return Optional.of("repeats instance " + instance.get().id());
      }
    }
    return found.size() > limits.instances()
        ? Optional.of("has no end")
        : endFlaw(json, found.size());
  }

  /** The end must be said: by a null cursor, or by a total that has been reached. */
  private static Optional<String> endFlaw(JsonNode json, int found) {
    JsonNode next = json.path("next_token");
    if (next.isString() && !Json.raw(json, "next_token").isEmpty()) {
      return Optional.empty();
    }
    if (!next.isNull() && !next.isMissingNode()) {
      return Optional.of("holds an unreadable cursor");
    }
    OptionalLong total = Json.whole(json, "total_instances");
    if (total.isPresent() && total.getAsLong() != found) {
      return Optional.of("ends at " + found + " of " + total.getAsLong() + " instances");
    }
    return next.isMissingNode() && total.isEmpty()
        ? Optional.of("does not say whether it is the last")
        : Optional.empty();
  }

  private static Inventory unknown(Reply reply, String what) {
    return new Inventory.Unknown(Problems.malformed(reply, what));
  }
}
