package dev.sortie.vast;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.vast.Answer.Reply;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Makes the market let our SSH key in. */
final class Keys {
  private final Calls calls;

  Keys(Calls calls) {
    this.calls = calls;
  }

  void register(String publicKey) {
    if (known().noneMatch(key -> sameKey(key, publicKey))) {
      accept(calls.act(Routes.registerKey(publicKey.strip())));
    }
  }

  void attach(InstanceId id, String publicKey) {
    accept(calls.act(Routes.attachKey(id, publicKey.strip())));
  }

  /** The account's keys; the market answers 404 when there is none. */
  private Stream<String> known() {
    Answer answer = calls.read(Routes.keys());
    boolean none =
        answer instanceof Reply(int status, _, _, _, _)
            && status == 404
            && Problems.of(answer).filter(Problems::isAboutTheLogin).isEmpty();
    if (none) {
      return Stream.empty();
    }
    JsonNode json = Calls.orThrow(answer);
    JsonNode keys = json.isArray() ? json : json.path("ssh_keys");
    // One answer of the market carries the list as JSON inside a JSON text.
    JsonNode list = Json.unwrapped(keys);
    return list.valueStream()
        .flatMap(key -> Stream.of("key", "public_key", "ssh_key").map(it -> Json.raw(key, it)))
        .filter(text -> !text.isEmpty());
  }

  private static void accept(Answer answer) {
    Optional<MarketProblem> problem = Problems.of(answer);
    if (problem.isPresent() && !isKnownAlready(answer)) {
      throw new MarketException(problem.get());
    }
  }

  private static boolean isKnownAlready(Answer answer) {
    if (!(answer instanceof Reply reply) || reply.status() >= 500) {
      return false;
    }
    String said = (Problems.code(reply) + " " + Problems.words(reply)).toLowerCase(Locale.ROOT);
    return said.contains("duplicate") || said.contains("already");
  }

  /** Type and key count; the comment at the end does not. */
  private static boolean sameKey(String a, String b) {
    return core(a).equals(core(b));
  }

  private static String core(String key) {
    return String.join(" ", Stream.of(key.strip().split("\\s+")).limit(2).toList());
  }
}
