package dev.sortie.practice.api;

import dev.sortie.practice.faults.Fault;
import dev.sortie.practice.faults.Fault.Target;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.http.Around;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Route;
import dev.sortie.practice.http.Who;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The faults that strike answers, whatever is asked. The practice market's own routes are spared.
 */
final class Faulty implements Around {
  private static final Pattern USUAL_AGENT =
      Pattern.compile("^$|^(curl|wget|python|java|busybox)", Pattern.CASE_INSENSITIVE);
  private static final Reply WRONG_KEY = Reply.error(404, "auth_error", "Invalid user key");
  private static final Reply SESSION_EXPIRED =
      Reply.json(
          404,
          Json.object().put("success", false).put("msg", "Session expired. Please log in again."));
  private static final Reply TWO_FACTOR_WANTED =
      Reply.error(401, "tfa_required", "Two Factor Authentication required");
  private static final Reply NOT_ITS_RIGHT =
      Reply.error(401, "auth_error", "This key may not do that.");

  private final Market market;
  private final FaultyListing listing;

  Faulty(Market market) {
    this.market = market;
    this.listing = new FaultyListing(market.faults());
  }

  @Override
  public Reply around(Call call, Route route, Supplier<Reply> action) {
    if (call.path().startsWith("/practice/")) {
      return action.get();
    }
    Target target = target(call, route);
    Optional<Reply> before = before(call, target);
    if (before.isPresent()) {
      return before.get();
    }
    Reply reply = listing.around(call, target, action);
    return strike(FaultKind.RESET_AFTER_ACTION, target).isPresent() ? new Reply.Hangup() : reply;
  }

  private Optional<Reply> before(Call call, Target target) {
    if (strike(FaultKind.RESET_BEFORE_ACTION, target).isPresent()) {
      return Optional.of(new Reply.Hangup());
    }
    if (USUAL_AGENT.matcher(call.agent()).find()
        && strike(FaultKind.AGENT_REFUSED, target).isPresent()) {
      return Optional.of(Reply.text(403, "text/html", "error code: 1010\n"));
    }
    if (strike(FaultKind.RATE_LIMITED, target).isPresent()) {
      return Optional.of(RateLimits.tooFrequent(2.0));
    }
    Optional<Fault> unavailable = strike(FaultKind.UNAVAILABLE, target);
    if (unavailable.isPresent()) {
      int status = unavailable.get().status();
      String page = "<html><head><title>" + status + "</title></head><body></body></html>\n";
      return Optional.of(Reply.text(status, "text/html", page));
    }
    if (call.who() instanceof Who.Instance) {
      return strike(FaultKind.INSTANCE_KEY_REFUSED, target).map(fault -> NOT_ITS_RIGHT);
    }
    if (!(call.who() instanceof Who.Account)) {
      return Optional.empty();
    }
    if (strike(FaultKind.KEY_ROTATED, target).isPresent()) {
      market.rotateApiKey();
      return Optional.of(WRONG_KEY);
    }
    if (strike(FaultKind.SESSION_EXPIRED, target).isPresent()) {
      return Optional.of(SESSION_EXPIRED);
    }
    if (strike(FaultKind.TWO_FACTOR_WANTED, target).isPresent()) {
      return Optional.of(TWO_FACTOR_WANTED);
    }
    return strike(FaultKind.BAD_KEY, target).map(fault -> WRONG_KEY);
  }

  private Optional<Fault> strike(FaultKind kind, Target target) {
    return market.faults().strike(kind, target);
  }

  private Target target(Call call, Route route) {
    Optional<Contract> contract =
        route.pattern().contains("/instances/") && call.vars().containsKey("id")
            ? market.find(call.id("id"))
            : Optional.empty();
    return contract
        .map(one ->
            new Target(one.offer().machineId(), one.id(), one.label(), call.method(), call.path()))
        .orElseGet(() -> Target.request(call.method(), call.path()));
  }
}
