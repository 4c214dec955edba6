package dev.sortie.practice.api;

import dev.sortie.practice.faults.FaultBoard.Standing;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.faults.FaultText;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.RequestLog;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.market.Account;
import dev.sortie.practice.market.Actual;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.PriceIncreases;
import dev.sortie.practice.market.Tending;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What only a practice market has, under {@code /practice/v1}: faults, play money, the request log,
 * and blows that strike one instance.
 */
final class AdminApi {
  private final Market market;
  private final Account account;
  private final Tending tending;
  private final RequestLog log;

  AdminApi(Market market, RequestLog log) {
    this.market = market;
    this.account = new Account(market);
    this.tending = new Tending(market);
    this.log = log;
  }

  void on(Routes routes) {
    routes.account("GET", "/practice/v1/faults", 0, call -> faults());
    routes.account("POST", "/practice/v1/faults", 0, this::addFaults);
    routes.account("DELETE", "/practice/v1/faults", 0, this::clearFaults);
    routes.account("GET", "/practice/v1/requests", 0, call -> requests());
    routes.account("GET", "/practice/v1/instances", 0, call -> instances());
    routes.account("POST", "/practice/v1/credit", 0, this::credit);
    routes.account("POST", "/practice/v1/clock", 0, this::clock);
    routes.account("POST", "/practice/v1/instances/{id}/{blow}", 0, this::strike);
  }

  private Reply faults() {
    ObjectNode body = Reply.success();
    ArrayNode active = body.putArray("faults");
    for (Standing standing : market.faults().standing()) {
      ObjectNode json = active.addObject();
      json.put("fault", standing.fault().kind().wire()).put("struck", standing.struck());
      json.put("nth", standing.fault().nth()).put("times", standing.fault().times());
      standing.fault().label().ifPresent(label -> json.put("label", label));
      standing.fault().route().ifPresent(route -> json.put("route", route));
      standing.fault().method().ifPresent(method -> json.put("method", method));
      standing.fault().machine().ifPresent(machine -> json.put("machine", machine));
      standing.fault().instance().ifPresent(instance -> json.put("instance", instance));
      standing.fault().seconds().ifPresent(seconds -> json.put("seconds", seconds));
    }
    body.put("rate_limit_factor", market.faults().rateLimitFactor());
    ObjectNode kinds = body.putObject("kinds");
    for (FaultKind kind : FaultKind.values()) {
      kinds.put(kind.wire(), kind.description());
    }
    return Reply.json(body);
  }

  /** {@code {"fault":"stuck_loading","times":1}}, a list of such, or {@code {"text":"lines"}}. */
  private Reply addFaults(Call call) {
    try {
      JsonNode body = call.body();
      for (JsonNode one : body.isArray() ? body : Json.array().add(body)) {
        addFault(one);
      }
    } catch (IllegalArgumentException bad) {
      throw new Refusal(400, "invalid_args", String.valueOf(bad.getMessage()));
    }
    return faults();
  }

  private void addFault(JsonNode json) {
    Json.text(json, "text").ifPresent(text -> FaultText.apply(text, market.faults()));
    Json.number(json, "rate_limit_factor").ifPresent(market.faults()::rateLimitFactor);
    Map<String, String> settings = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      settings.put(entry.getKey(), entry.getValue().asString());
    }
    String name = settings.remove("fault");
    if (name != null) {
      market.faults().add(FaultText.of(name, settings));
    }
  }

  private Reply clearFaults(Call call) {
    Json.text(call.body(), "fault")
        .ifPresentOrElse(
            name ->
                market
                    .faults()
                    .clear(
                        FaultKind.named(name)
                            .orElseThrow(
                                () -> new Refusal(400, "invalid_args", "no such fault: " + name))),
            market.faults()::clear);
    return Reply.ok();
  }

  private Reply requests() {
    ObjectNode body = Reply.success();
    ArrayNode lines = body.putArray("requests");
    for (RequestLog.Line line : log.lines()) {
      lines
          .addObject()
          .put("method", line.method())
          .put("path", line.path())
          .put("status", line.status())
          .put("at", line.at())
          .put("agent", line.agent());
    }
    return Reply.json(body);
  }

  private Reply instances() {
    ObjectNode body = Reply.success();
    ArrayNode rows = body.putArray("instances");
    double now = market.now();
    for (Contract contract : market.everyContract()) {
      rows.addObject()
          .put("id", contract.id())
          .put("label", contract.label())
          .put("machine_id", contract.offer().machineId())
          .put("actual_status", contract.course().actual().wire().orElse(null))
          .put("wanted", contract.course().wanted())
          .put("destroyed", contract.destroyed())
          .put("listed", contract.listed(now))
          .put("created_at", contract.createdAt())
          .put("gpu_seconds", contract.meter().total().gpuSeconds())
          .put("disk_seconds", contract.meter().total().diskSeconds())
          .put("dollars", contract.meter().total().dollars());
    }
    return Reply.json(body);
  }

  private Reply credit(Call call) {
    double credit =
        Json.number(call.body(), "credit")
            .orElseThrow(() -> new Refusal(400, "invalid_args", "credit must be a number"));
    account.setCredit(credit);
    return Reply.json(Reply.success().put("credit", market.credit()));
  }

  /** {@code {"forward":3600}}: the market's time only; machines and clients live by their own. */
  private Reply clock(Call call) {
    double seconds = Json.number(call.body(), "forward").orElse(-1);
    if (!(seconds >= 0)) {
      throw new Refusal(400, "invalid_args", "forward must be seconds, 0 or more");
    }
    market.clock().leap(seconds);
    market.tick();
    return Reply.json(Reply.success().put("now", market.now()));
  }

  private Reply strike(Call call) {
    long id = call.id("id");
    if (market.everyContract().stream().noneMatch(one -> one.id() == id && !one.destroyed())) {
      throw ManageApi.unknown(id);
    }
    switch (call.vars().getOrDefault("blow", "")) {
      case "outbid" -> tending.suffer(id, Actual.EXITED, false, "outbid\n");
      case "offline" -> tending.suffer(id, Actual.OFFLINE, true, "host is offline\n");
      case "exit" -> tending.suffer(id, Actual.EXITED, true, "container exited with code 137\n");
      case "cut" -> market.machine(id).ifPresent(Machine::cutConnections);
      case "price-increase" -> ask(id, call);
      case "gpu-utilization" -> market.gpuLoad(id, percent(call));
      default -> throw new Refusal(404, "not_found", "no such path: " + call.path());
    }
    return Reply.ok();
  }

  /** The host asks for this many times the price. */
  private void ask(long id, Call call) {
    double factor = Json.number(call.body(), "factor").orElse(2);
    if (!(factor > 1)) {
      throw new Refusal(400, "invalid_args", "factor must be above 1");
    }
    market.find(id).ifPresent(one -> new PriceIncreases(market).ask(one, factor, market.now()));
  }

  private static int percent(Call call) {
    double percent = Json.number(call.body(), "percent").orElse(-1);
    if (percent < 0 || percent > 100) {
      throw new Refusal(400, "invalid_args", "percent must be 0 to 100");
    }
    return (int) percent;
  }
}
