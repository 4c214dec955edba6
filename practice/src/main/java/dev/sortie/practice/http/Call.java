package dev.sortie.practice.http;

import dev.sortie.practice.json.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request, read whole.
 *
 * @param path without the trailing slash and without the query
 * @param vars what stands in the places of the route's {@code {names}}
 * @param body an empty object when none was sent
 * @param agent what the client calls itself; may be empty
 */
public record Call(
    String method,
    String path,
    Map<String, String> vars,
    Map<String, String> query,
    JsonNode body,
    Who who,
    String agent) {
  /**
   * The number in the path.
   *
   * @throws Refusal 404 when it is not a number
   */
  public long id(String name) {
    try {
      return Long.parseLong(vars.getOrDefault(name, ""));
    } catch (NumberFormatException notANumber) {
      throw new Refusal(404, "not_found", "no such path: " + path);
    }
  }

  public Optional<String> param(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /**
   * A query parameter that holds JSON, such as {@code select_filters}.
   *
   * @throws Refusal 400 when it does not parse
   */
  public Optional<JsonNode> jsonParam(String name) {
    return param(name).filter(text -> !text.isBlank()).map(text -> parse(name, text));
  }

  private static JsonNode parse(String name, String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException malformed) {
      throw new Refusal(400, "invalid_args", name + " is not valid JSON");
    }
  }
}
