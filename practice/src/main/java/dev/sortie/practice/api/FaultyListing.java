package dev.sortie.practice.api;

import dev.sortie.practice.faults.Fault.Target;
import dev.sortie.practice.faults.FaultBoard;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.json.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The listing in all the ways it has been seen to lie. */
final class FaultyListing {
  private static final String LISTING = "/api/v1/instances";

  private final FaultBoard faults;
  private final Map<Map<String, String>, Reply> lastGood = new ConcurrentHashMap<>();

  FaultyListing(FaultBoard faults) {
    this.faults = faults;
  }

  Reply around(Call call, Target target, Supplier<Reply> action) {
    if (!call.method().equals("GET") || !call.path().equals(LISTING)) {
      return action.get();
    }
    if (strikes(FaultKind.LIST_EMPTY_STRING, target)) {
      return Reply.text(200, "application/json", "\"\"");
    }
    if (strikes(FaultKind.LIST_EMPTY_OBJECT, target)) {
      return Reply.json(Json.object());
    }
    if (strikes(FaultKind.LIST_INSTANCES_NULL, target)) {
      return Reply.json(Json.object().putNull("instances"));
    }
    if (strikes(FaultKind.LIST_HTML, target)) {
      return Reply.text(200, "text/html", "<!DOCTYPE html><html><body>Vast.ai</body></html>");
    }
    if (strikes(FaultKind.LIST_SUCCESS_FALSE, target)) {
      return Reply.error(200, "server_error", "something went wrong");
    }
    boolean laterPage = !call.query().getOrDefault("after_token", "").isEmpty();
    if (laterPage && strikes(FaultKind.LIST_PAGE2_FAILS, target)) {
      return Reply.error(500, "server_error", "internal error");
    }
    if (strikes(FaultKind.LIST_STALE, target)) {
      return lastGood.getOrDefault(call.query(), empty());
    }
    Reply reply = action.get();
    lastGood.put(call.query(), reply);
    return reply;
  }

  private boolean strikes(FaultKind kind, Target target) {
    return faults.strike(kind, target).isPresent();
  }

  private static Reply empty() {
    ObjectNode body = Reply.success().put("instances_found", 0).put("total_instances", 0);
    body.putObject("label_counts");
    body.putNull("next_token").putArray("instances");
    return Reply.json(body);
  }
}
