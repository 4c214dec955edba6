package dev.sortie.practice.api;

import static dev.sortie.practice.faults.Fault.Target.rental;

import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.http.Who;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.Order;
import dev.sortie.practice.market.Tending;
import dev.sortie.practice.market.Tending.Started;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Starting, stopping, labelling, rebooting, changing and destroying instances. */
final class ManageApi {
  private static final int LONGEST_LABEL = 1024;

  private final Market market;
  private final Tending tending;

  ManageApi(Market market) {
    this.market = market;
    this.tending = new Tending(market);
  }

  void on(Routes routes) {
    String one = "/api/v0/instances/{id}";
    routes.instance("PUT", one, 1, call -> change(must(call), call.body()));
    routes.account("PUT", "/api/v0/instances", 1, this::changeMany);
    routes.instance("DELETE", one, 3, call -> destroy(must(call)));
    routes.account("DELETE", "/api/v0/instances", 3, this::destroyMany);
    routes.account("PUT", "/api/v0/instances/reboot/{id}", 1, this::reboot);
    routes.account("PUT", "/api/v0/instances/recycle/{id}", 1, this::recycle);
    routes.account("PUT", "/api/v0/instances/bid_price/{id}", 5.5, this::bid);
    routes.account("PUT", "/api/v0/instances/update_template/{id}", 1, this::update);
    routes.account("PUT", "/api/v0/instances/prepay/{id}", 2, this::prepay);
    routes.account("GET", "/api/v0/instances/balance/{id}", 3, this::deposit);
    routes.account("POST", "/api/v0/instances/take_snapshot/{id}", 1, this::snapshot);
  }

  private Reply change(Contract contract, JsonNode body) {
    long id = contract.id();
    Optional<String> label = Json.text(body, "label");
    if (label.isPresent() && label.get().length() > LONGEST_LABEL) {
      throw new Refusal(400, "label_too_long", "label is longer than 1024 characters");
    }
    label.ifPresent(text -> tending.label(id, text));
    Optional<String> state = Json.text(body, "state");
    if (state.isEmpty()) {
      if (label.isEmpty()) {
        throw new Refusal(400, "invalid_args", "nothing to change: give state or label");
      }
      return Reply.ok();
    }
    return switch (state.get()) {
      case "running" -> start(id);
      case "stopped" -> {
        tending.stop(id);
        yield Reply.ok();
      }
      default -> throw new Refusal(400, "invalid_args", "state must be running or stopped");
    };
  }

  private Reply start(long id) {
    Started started = tending.start(id);
    return switch (started) {
      case YES -> Reply.ok();
      case QUEUED ->
          Reply.error(
              200,
              "resources_unavailable",
              "Required resources are currently unavailable, state change queued.");
      case ENDED -> Reply.error(200, "contract_ended", "The contract of this instance has ended.");
    };
  }

  private Reply changeMany(Call call) {
    for (JsonNode id : ids(call, "ids")) {
      change(must(id.asLong()), call.body());
    }
    return Reply.ok();
  }

  private Reply destroy(Contract contract) {
    long id = contract.id();
    boolean refused =
        market
            .faults()
            .strike(
                FaultKind.DESTROY_REFUSED,
                rental(contract.offer().machineId(), id, contract.label()))
            .isPresent();
    if (refused) {
      return Reply.error(500, "server_error", "error 500/4101: could not destroy the instance");
    }
    if (!tending.destroy(id)) {
      throw unknown(id);
    }
    return Reply.ok();
  }

  private Reply destroyMany(Call call) {
    for (JsonNode id : ids(call, "instance_ids")) {
      destroy(must(id.asLong()));
    }
    return Reply.ok();
  }

  private static JsonNode ids(Call call, String field) {
    JsonNode ids = call.body().path(field);
    if (!ids.isArray() || ids.isEmpty()) {
      throw new Refusal(400, "invalid_args", field + " must be a list of instance ids");
    }
    return ids;
  }

  private Reply reboot(Call call) {
    must(call.id("id"));
    tending.reboot(call.id("id"));
    return Reply.ok();
  }

  private Reply recycle(Call call) {
    must(call.id("id"));
    tending.recycle(call.id("id"));
    return Reply.ok();
  }

  private Reply bid(Call call) {
    Contract contract = must(call.id("id"));
    double most = 32.0 * contract.offer().gpuCount();
    // Without a price the market takes one that wins (its command line, "change bid").
    double price =
        call.body().hasNonNull("price")
            ? Json.number(call.body(), "price").orElse(0)
            : contract.offer().minBid();
    if (price < 0.001 || price > most) {
      throw new Refusal(400, "invalid_price", "price must be between 0.001 and " + most);
    }
    if (contract.order().bid().isEmpty()) {
      throw new Refusal(400, "invalid_args", "instance " + contract.id() + " is not interruptible");
    }
    tending.bid(contract.id(), price);
    return Reply.ok();
  }

  private Reply update(Call call) {
    Contract contract = must(call.id("id"));
    Order old = contract.order();
    JsonNode body = call.body();
    Order order =
        new Order(
            Json.text(body, "image").orElse(old.image()),
            old.gigabytes(),
            old.runtype(),
            body.hasNonNull("env") ? OrderReader.env(body) : old.env(),
            Json.text(body, "onstart").orElse(old.onstart()),
            old.args(),
            old.bid(),
            Json.text(body, "template_hash_id").or(old::templateHash));
    tending.order(contract.id(), order);
    return Reply.ok();
  }

  /** Prepaid discounts are not practised: the answer has the shape, the price stays. */
  private Reply prepay(Call call) {
    must(call.id("id"));
    if (Json.number(call.body(), "amount").orElse(0) <= 0) {
      throw new Refusal(400, "invalid_args", "amount must be positive");
    }
    return Reply.json(Reply.success().put("timescale", 0).put("discount_rate", 0));
  }

  private Reply deposit(Call call) {
    must(call.id("id"));
    return Reply.json(Reply.success().put("balance", 0).put("discount_rate", 0));
  }

  /** The real market refuses what its own command line sends here. */
  private Reply snapshot(Call call) {
    must(call.id("id"));
    throw new Refusal(400, "invalid_args", "snapshots are not available for this instance");
  }

  /** Instances see themselves even while no listing shows them. */
  private Contract must(Call call) {
    return call.who() instanceof Who.Instance(long own)
        ? market.alive(own).orElseThrow(() -> unknown(own))
        : must(call.id("id"));
  }

  private Contract must(long id) {
    return market.find(id).orElseThrow(() -> unknown(id));
  }

  static Refusal unknown(long id) {
    return new Refusal(
        404, "no_such_instance", "error 404/4012: no_such_instance Instance " + id + " not found.");
  }
}
