package dev.sortie.vast;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Sighting;
import dev.sortie.vast.Answer.Reply;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks at one instance. Absent is only what the market says is absent (laws 4 and 5). */
final class Looking {
  private final Calls calls;

  Looking(Calls calls) {
    this.calls = calls;
  }

  Sighting look(InstanceId id) {
    return judge(id, calls.read(Routes.look(id)));
  }

  static Sighting judge(InstanceId id, Answer answer) {
    if (answer instanceof Reply denial && deniesInstance(denial)) {
      return new Sighting.Absent();
    }
    Optional<MarketProblem> problem = Problems.of(answer);
    if (problem.isPresent()) {
      return new Sighting.Unknown(problem.get());
    }
    Reply reply = (Reply) answer;
    JsonNode json = reply.json().orElse(Json.object());
    // The key is a plural, yet it holds one object; null is how the market says "gone".
    if (json.path("instances").isNull()) {
      return new Sighting.Absent();
    }
    Optional<Instance> instance = InstanceReader.read(json.path("instances"));
    return instance
        .filter(it -> it.id().equals(id))
        .<Sighting>map(Sighting.Present::new)
        .orElseGet(() ->
            new Sighting.Unknown(
                Problems.malformed(reply, "the answer does not show instance " + id)));
  }

  /** Not every 404: a wrong key and a wrong path answer it as well. */
  private static boolean deniesInstance(Reply reply) {
    return reply.status() == 404 && Problems.code(reply).equals("no_such_instance");
  }
}
