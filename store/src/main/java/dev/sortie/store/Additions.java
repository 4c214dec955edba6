package dev.sortie.store;

import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunOptions;
import java.util.Map;
import java.util.Optional;

/**
 * What a component that was added later means in facts written before it: old journals stay
 * readable. A rental without a cap may cost nothing more, so that one still open is ended.
 */
final class Additions {
  private static final String NOTHING = "\"0\"";

  private static final Map<Class<?>, Map<String, String>> ADDED =
      Map.of(
          LeaseTerms.class,
              Map.of(
                  "cap",
                  NOTHING,
                  "reserve",
                  "{\"bytesDown\":0,\"bytesUp\":0}",
                  "marketEnd",
                  "false"),
          RunEvent.LeaseOpened.class, Map.of("cap", NOTHING),
          RunOptions.class, Map.of("hedge", "{\"atOnce\":1}", "marketDeadline", "false"),
          Recipe.class, Map.of("retriesTasks", "false"));

  private Additions() {}

  static Optional<Json> of(Class<?> type, String component) {
    return Optional.ofNullable(ADDED.getOrDefault(type, Map.of()).get(component)).map(Json::parse);
  }
}
