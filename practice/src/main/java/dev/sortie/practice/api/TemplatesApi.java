package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The templates that stand ready, and all the things of which a practice account has none. */
final class TemplatesApi {

  void on(Routes routes) {
    routes.account("GET", "/api/v0/template", 3, TemplatesApi::list);
    for (String change : List.of("POST", "PUT", "DELETE")) {
      routes.account(change, "/api/v0/template", 3, TemplatesApi::refuse);
    }
    routes.account("GET", "/api/v0/volumes", 5.5, call -> none("volumes"));
    for (String change : List.of("POST", "PUT", "DELETE")) {
      routes.account(change, "/api/v0/volumes", 5.5, TemplatesApi::noVolumes);
    }
    routes.account("POST", "/api/v0/volumes/search", 5.5, call -> none("offers"));
    routes.account("GET", "/api/v0/instance_backups", 1, call -> none("backups"));
    routes.account("GET", "/api/v0/benchmarks", 1, call -> noBenchmarks());
    routes.account("GET", "/api/v0/subaccounts", 1, call -> none("users"));
    routes.account("GET", "/api/v0/users/me/ipaddrs", 1, call -> none("results"));
  }

  private static Reply refuse(Call call) {
    throw new Refusal(403, "not_authorized", "templates of the practice market are fixed");
  }

  private static Reply noVolumes(Call call) {
    throw new Refusal(400, "invalid_args", "the practice market has no volumes");
  }

  private static Reply noBenchmarks() {
    ObjectNode body = Json.object().put("benchmarks_found", 0).putNull("next_token");
    body.putArray("benchmarks");
    return Reply.json(body);
  }

  private static Reply none(String field) {
    ObjectNode body = Reply.success();
    body.putArray(field);
    return Reply.json(body);
  }

  private static Reply list(Call call) {
    JsonNode filters = call.jsonParam("select_filters").orElseGet(Json::object);
    List<ObjectNode> found =
        Template.ALL.stream()
            .map(TemplatesApi::json)
            .filter(template -> matches(template, filters))
            .toList();
    ObjectNode body = Reply.success().put("templates_found", found.size());
    body.putArray("templates").addAll(found);
    return Reply.json(body);
  }

  private static boolean matches(ObjectNode template, JsonNode filters) {
    for (Map.Entry<String, JsonNode> filter : filters.properties()) {
      if (!template.has(filter.getKey())) {
        continue;
      }
      for (Map.Entry<String, JsonNode> test : filter.getValue().properties()) {
        if (!Operators.passes(template.path(filter.getKey()), test.getKey(), test.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private static ObjectNode json(Template template) {
    return Json.object()
        .put("id", template.id())
        .put("hash_id", template.hash())
        .put("name", template.name())
        .put("image", template.image())
        .put("tag", template.tag())
        .put("env", template.dockerOptions())
        .put("onstart", template.onstart())
        .put("runtype", "ssh")
        .put("use_ssh", true)
        .put("ssh_direct", true)
        .put("jup_direct", false)
        .put("recommended_disk_space", 16)
        .put("private", false)
        .put("creator_id", 62_897)
        .put("count_created", 1000)
        .put("recent_create_date", 1_790_000_000)
        .put("extra_filters", "{}")
        .put("desc", "");
  }
}
