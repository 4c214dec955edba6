package dev.sortie.practice.http;

import dev.sortie.practice.json.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes back to the caller. */
public sealed interface Reply {
  /** A whole answer. */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, String contentType, byte[] body) implements Reply {}

  /** The connection is closed without a word. */
  record Hangup() implements Reply {}

  static Reply json(int status, JsonNode body) {
    return new Answer(status, "application/json", Json.MAPPER.writeValueAsBytes(body));
  }

  static Reply json(JsonNode body) {
    return json(200, body);
  }

  static Reply ok() {
    return json(success());
  }

  /** {@code {"success":true}}, to be added to. */
  static ObjectNode success() {
    return Json.object().put("success", true);
  }

  static Reply error(int status, String code, String message) {
    return json(status, Json.object().put("success", false).put("error", code).put("msg", message));
  }

  static Reply text(int status, String contentType, String text) {
    return new Answer(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }
}
