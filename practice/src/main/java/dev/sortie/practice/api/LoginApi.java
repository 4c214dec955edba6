package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.RequestLog;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keys, second factors and what was done with them; to be read only. */
final class LoginApi {
  private static final long KEY_ID = 900_001;

  private final RequestLog log;

  LoginApi(RequestLog log) {
    this.log = log;
  }

  void on(Routes routes) {
    routes.account("GET", "/api/v0/auth/apikeys", 1, call -> keys());
    routes.account("GET", "/api/v0/auth/apikeys/{key}", 1, LoginApi::key);
    routes.account("GET", "/api/v0/tfa/status", 1, call -> secondFactors());
    routes.account("GET", "/api/v0/audit_logs", 2, call -> audit());
  }

  private static Reply keys() {
    ObjectNode body = Json.object();
    body.putArray("apikeys").add(theKey());
    return Reply.json(body);
  }

  private static Reply key(Call call) {
    if (call.id("key") != KEY_ID) {
      throw new Refusal(400, "invalid_args", "API Key not found.");
    }
    return Reply.json(theKey());
  }

  /** The account's one key; its text is never shown. */
  private static ObjectNode theKey() {
    ObjectNode key = Json.object().put("id", KEY_ID).put("user_id", AccountApi.USER_ID);
    key.putNull("key").put("key_type", "api").put("name", "practice");
    key.putNull("team_id").putNull("team_name").putNull("team_owner");
    return key;
  }

  private static Reply secondFactors() {
    ObjectNode body = Reply.success().put("tfa_enabled", false);
    body.putArray("methods");
    return Reply.json(body.put("backup_codes_remaining", 0).put("new_method_authorized", false));
  }

  /** Whatever was changed through the API, oldest first. */
  private Reply audit() {
    ArrayNode rows = Json.array();
    for (RequestLog.Line line : log.lines()) {
      if (!line.method().equals("GET") && line.path().startsWith("/api/")) {
        rows.addObject()
            .put("ip_address", "127.0.0.1")
            .put("api_key_id", KEY_ID)
            .put("created_at", line.at())
            .put("api_route", line.method() + " " + line.path())
            .putNull("args");
      }
    }
    return Reply.json(rows);
  }
}
