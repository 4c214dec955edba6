package dev.sortie.practice.api;

import dev.sortie.practice.faults.Fault.Target;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.http.Access;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.http.Who;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Reading instances. */
final class InstancesApi {
  private static final Set<String> LITE =
      Set.of(
          "id",
          "label",
          "machine_id",
          "actual_status",
          "intended_status",
          "cur_state",
          "next_state",
          "gpu_name",
          "num_gpus",
          "dph_total",
          "is_bid",
          "start_date",
          "end_date");

  private final Market market;

  InstancesApi(Market market) {
    this.market = market;
  }

  void on(Routes routes) {
    routes.add("GET", "/api/v0/instances", Access.OPEN, 0, call -> retired());
    routes.instance("GET", "/api/v0/instances/{id}", 2, this::one);
    routes.account("GET", "/api/v1/instances", 1, this::list);
    routes.account("GET", "/api/v0/instances/filters", 1, call -> filters());
    routes.account("GET", "/api/v0/instances/count", 2, call -> count());
    routes.account("GET", "/api/v1/counts", 1, call -> counts());
    routes.account("GET", "/api/v1/instances/lite", 1, this::lite);
  }

  private static Reply retired() {
    return Reply.error(
        410,
        "deprecated_endpoint",
        "/api/v0/instances/ is deprecated. Use /api/v1/instances/ instead.");
  }

  private Reply one(Call call) {
    ObjectNode body = Json.object();
    seen(call)
        .map(contract -> swapped(call, contract))
        .ifPresentOrElse(
            contract -> body.set("instances", labelled(call, shown(contract))),
            () -> body.putNull("instances"));
    return Reply.json(body);
  }

  private Optional<Contract> seen(Call call) {
    return call.who() instanceof Who.Instance(long own)
        ? market.alive(own)
        : market.find(call.id("id"));
  }

  /** The single reading has everything but the volumes. */
  private ObjectNode shown(Contract contract) {
    ObjectNode json = InstanceJson.of(market, contract);
    json.remove("volume_info");
    return json;
  }

  private Reply count() {
    return Reply.json(Json.object().put("count", market.listed().size()));
  }

  /** Only that it is there is known of it; this is the plainest shape. */
  private Reply counts() {
    return Reply.json(Reply.success().put("instances", market.listed().size()).put("volumes", 0));
  }

  /** The listing with few columns; which they are is not documented. */
  private Reply lite(Call call) {
    return listing(call, market.listed(), row -> row.retain(LITE));
  }

  private Reply list(Call call) {
    List<Contract> all = market.listed();
    Target target = Target.request(call.method(), call.path());
    boolean bare = market.faults().strike(FaultKind.LABEL_MISSING, target).isPresent();
    return listing(call, all, row -> bare ? row.putNull("label") : row);
  }

  private Reply listing(Call call, List<Contract> all, UnaryOperator<ObjectNode> shown) {
    List<ObjectNode> rows =
        all.stream().map(one -> InstanceJson.of(market, one)).map(shown).toList();
    ListQuery query = ListQuery.of(call);
    ListQuery.Page page = query.page(rows);
    ObjectNode body = Reply.success();
    body.put("instances_found", page.rows().size()).put("total_instances", page.total());
    ObjectNode labels = body.putObject("label_counts");
    labelCounts(all).forEach(labels::put);
    body.put("next_token", page.nextToken().orElse(null));
    body.putArray("instances").addAll(page.rows());
    return Reply.json(body);
  }

  private Contract swapped(Call call, Contract asked) {
    return market.faults().strike(FaultKind.LOOK_SHOWS_ANOTHER, target(call, asked)).isEmpty()
        ? asked
        : market.listed().stream().filter(one -> one.id() != asked.id()).findFirst().orElse(asked);
  }

  private ObjectNode labelled(Call call, ObjectNode row) {
    Target target = Target.request(call.method(), call.path());
    return market.faults().strike(FaultKind.LABEL_MISSING, target).isPresent()
        ? row.putNull("label")
        : row;
  }

  private static Target target(Call call, Contract contract) {
    return new Target(
        contract.offer().machineId(), contract.id(), contract.label(), call.method(), call.path());
  }

  private static Map<String, Integer> labelCounts(List<Contract> all) {
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(contract -> counts.merge(contract.label(), 1, Integer::sum));
    return counts;
  }

  private Reply filters() {
    ObjectNode body = Json.object();
    body.putArray("filters")
        .addAll(
            market.listed().stream()
                .map(contract ->
                    Json.object()
                        .put("actual_status", contract.course().actual().wire().orElse(null))
                        .put(
                            "verification",
                            contract.offer().fields().path("verification").asString())
                        .put("gpu_name", contract.offer().gpuName()))
                .distinct()
                .toList());
    return Reply.json(body);
  }
}
