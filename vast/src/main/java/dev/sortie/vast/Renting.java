package dev.sortie.vast;

import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.vast.Answer.Reply;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Rents. What is not a clear yes or a clear no is unclear and never tried again here (law 2). */
final class Renting {
  /** Start script and arguments together (vast.ai docs, "Create instance"). */
  private static final int LONGEST_ONSTART = 4096;

  private final Calls calls;

  Renting(Calls calls) {
    this.calls = calls;
  }

  RentOutcome rent(RentRequest request, Permit permit) {
    Optional<MarketProblem> ours = objection(request);
    return ours.isPresent()
        ? new RentOutcome.Refused(ours.get(), Optional.empty())
        : judge(calls.act(Routes.rent(request), permit));
  }

  static RentOutcome judge(Answer answer) {
    return switch (answer) {
      case Answer.NotSent(String why) ->
          new RentOutcome.Refused(new MarketProblem.Unreachable(why), Optional.empty());
      case Answer.Lost(String why) -> new RentOutcome.Unclear(new MarketProblem.NoAnswer(why));
      case Reply reply -> judge(reply);
    };
  }

  private static RentOutcome judge(Reply reply) {
    MarketProblem refusal = Problems.refusal(reply);
    if (refusal instanceof MarketProblem.NoAnswer) {
      return new RentOutcome.Unclear(refusal);
    }
    JsonNode json = reply.json().orElse(Json.object());
    OptionalLong contract = Json.id(json, "new_contract");
    Optional<InstanceId> instance =
        contract.isPresent() ? Optional.of(new InstanceId(contract.getAsLong())) : Optional.empty();
    boolean denies = !reply.isSuccess() || Json.isFalse(json, "success");
    if (denies && Json.isTrue(json, "success")) {
      return unclear(reply, "a refusal that claims success");
    }
    if (!denies) {
      return accepted(reply, json, instance);
    }
    if (instance.isEmpty() && json.has("new_contract") && !json.path("new_contract").isNull()) {
      return unclear(reply, "a refusal with an unreadable instance number");
    }
    // A taken offer may leave a stopped instance behind, so this counts only without one.
    return instance.isEmpty() && reply.body().contains("no_such_ask")
        ? new RentOutcome.OfferGone(Problems.words(reply))
        : new RentOutcome.Refused(refusal, instance);
  }

  private static RentOutcome accepted(Reply reply, JsonNode json, Optional<InstanceId> instance) {
    if (instance.isPresent()) {
      return new RentOutcome.Rented(instance.get());
    }
    boolean named = json.has("new_contract") && !json.path("new_contract").isNull();
    Optional<MarketProblem> problem = Problems.of(reply);
    if (problem.isEmpty() || named || reply.json().isEmpty()) {
      return unclear(reply, "a success without an instance number");
    }
    return reply.body().contains("no_such_ask")
        ? new RentOutcome.OfferGone(Problems.words(reply))
        : new RentOutcome.Refused(problem.get(), Optional.empty());
  }

  private static RentOutcome unclear(Reply reply, String what) {
    return new RentOutcome.Unclear(Problems.malformed(reply, what));
  }

  private boolean leaks(ImageLogin login) {
    return calls.key().isIn(login.user()) || calls.key().isIn(login.password().reveal());
  }

  /** What must not even be asked for. */
  private Optional<MarketProblem> objection(RentRequest request) {
    if (request.onstart().length() > LONGEST_ONSTART) {
      return Optional.of(
          new MarketProblem.Refused(
              "onstart_too_long",
              "the start script has more than " + LONGEST_ONSTART + " characters"));
    }
    boolean leaks =
        calls.key().isIn(request.onstart())
            || calls.key().isIn(request.image())
            || request.environment().values().stream().anyMatch(calls.key()::isIn)
            || request.imageLogin().filter(this::leaks).isPresent();
    return leaks
        ? Optional.of(
            new MarketProblem.Refused(
                "account_key_on_host", "the request would hand the account key to the host"))
        : Optional.empty();
  }
}
