package dev.sortie.practice.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One path of the API.
 *
 * @param pattern such as {@code /api/v0/asks/{id}}, without a trailing slash
 * @param secondsBetweenCalls the documented minimum interval; 0 = none
 */
public record Route(
    String method, String pattern, Access access, double secondsBetweenCalls, Handler handler) {

  /** Handles one kind of request. */
  @FunctionalInterface
  public interface Handler {
    Reply handle(Call call);
  }

  Optional<Map<String, String>> match(String verb, List<String> segments) {
    List<String> wanted = segments(pattern);
    if (!method.equals(verb) || wanted.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> vars = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String want = wanted.get(i);
      if (want.startsWith("{")) {
        vars.put(want.substring(1, want.length() - 1), segments.get(i));
      } else if (!want.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(vars);
  }

  static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
