package dev.sortie.vast;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Permit;
import dev.sortie.vast.Answer.Reply;
import java.util.Optional;
import java.util.Set;

/** Ends, starts, stops and labels instances. */
final class Changing {
  private static final Set<String> ABSENT = Set.of("no_such_instance", "not_found");

  private final Calls calls;

  Changing(Calls calls) {
    this.calls = calls;
  }

  DestroyOutcome destroy(OwnInstance instance, Permit permit) {
    return judgeDestroy(calls.act(Routes.destroy(instance.id()), permit));
  }

  static DestroyOutcome judgeDestroy(Answer answer) {
    Optional<MarketProblem> problem = Problems.of(answer);
    if (!(answer instanceof Reply reply)) {
      return new DestroyOutcome.Failed(problem.orElseThrow());
    }
    if (reply.status() < 500 && ABSENT.contains(Problems.code(reply))) {
      return new DestroyOutcome.NotThere();
    }
    boolean accepted =
        problem.isEmpty() && reply.json().filter(it -> Json.isTrue(it, "success")).isPresent();
    return accepted
        ? new DestroyOutcome.Accepted()
        : new DestroyOutcome.Failed(
            problem.orElseGet(() -> Problems.malformed(reply, "no word of success")));
  }

  StateChange change(OwnInstance instance, String field, String value) {
    Answer answer = calls.act(Routes.change(instance.id(), field, value));
    Optional<MarketProblem> problem = Problems.of(answer);
    if (problem.isEmpty()) {
      return new StateChange.Done();
    }
    boolean queued =
        answer instanceof Reply reply && Problems.code(reply).equals("resources_unavailable");
    return queued
        ? new StateChange.Queued(problem.get().said())
        : new StateChange.Failed(problem.get());
  }
}
