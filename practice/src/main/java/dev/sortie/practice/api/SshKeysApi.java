package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Keys;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.SshKey;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Public keys of the account and of single instances. */
final class SshKeysApi {
  private static final Pattern KEY =
      Pattern.compile("(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\\S+|sk-\\S+) [A-Za-z0-9+/=]+( .*)?");

  private final Market market;
  private final Keys keys;

  SshKeysApi(Market market) {
    this.market = market;
    this.keys = new Keys(market);
  }

  void on(Routes routes) {
    routes.account("GET", "/api/v0/ssh", 0, call -> list());
    routes.account("POST", "/api/v0/ssh", 1, this::add);
    routes.account("PUT", "/api/v0/ssh/{key}", 1, this::replace);
    routes.account("DELETE", "/api/v0/ssh/{key}", 1, this::remove);
    routes.account("POST", "/api/v0/instances/{id}/ssh", 0, this::attach);
    routes.account("GET", "/api/v0/instances/{id}/ssh", 0, this::attached);
    routes.account("DELETE", "/api/v0/instances/{id}/ssh/{key}", 2, this::detach);
  }

  private Reply list() {
    List<SshKey> all = keys.ofAccount();
    if (all.isEmpty()) {
      throw new Refusal(404, "no_ssh_key", "no ssh keys found");
    }
    ArrayNode body = Json.array();
    all.forEach(key -> body.add(json(key, "key")));
    return Reply.json(body);
  }

  private Reply add(Call call) {
    String text = key(call);
    SshKey key =
        keys.add(text).orElseThrow(() -> new Refusal(400, "invalid_args", "duplicate ssh key"));
    ObjectNode body = Reply.success();
    body.set("key", json(key, "public_key"));
    return Reply.json(body);
  }

  private Reply replace(Call call) {
    long id = call.id("key");
    SshKey key = keys.replace(id, key(call)).orElseThrow(() -> noKey(id));
    ObjectNode body = Reply.success();
    body.set("key", json(key, "public_key"));
    return Reply.json(body);
  }

  private Reply remove(Call call) {
    long id = call.id("key");
    if (!keys.remove(id)) {
      throw noKey(id);
    }
    return Reply.ok();
  }

  private Reply attach(Call call) {
    Contract contract = must(call);
    keys.attach(contract.id(), key(call));
    return Reply.json(
        Reply.success().put("msg", "SSH key added to instance " + contract.id() + "."));
  }

  /** The list is a JSON text inside the JSON, as on the real market. */
  private Reply attached(Call call) {
    ArrayNode list = Json.array();
    must(call).keys().forEach(key -> list.add(json(key, "public_key")));
    return Reply.json(Reply.success().put("ssh_keys", Json.MAPPER.writeValueAsString(list)));
  }

  private Reply detach(Call call) {
    Contract contract = must(call);
    long key = call.id("key");
    if (!keys.detach(contract.id(), key)) {
      throw noKey(key);
    }
    return Reply.ok();
  }

  private Contract must(Call call) {
    long id = call.id("id");
    return market.find(id).orElseThrow(() -> ManageApi.unknown(id));
  }

  private static String key(Call call) {
    String key = Json.text(call.body(), "ssh_key").orElse("").strip();
    if (!KEY.matcher(key).matches()) {
      throw new Refusal(400, "invalid_args", "ssh_key is not a public key in OpenSSH format");
    }
    return key;
  }

  private static Refusal noKey(long id) {
    return new Refusal(400, "no_ssh_key", "no ssh key with id " + id);
  }

  private static ObjectNode json(SshKey key, String field) {
    String created = Instant.ofEpochSecond((long) key.createdAt()).toString();
    return Json.object()
        .put("id", key.id())
        .put("user_id", AccountApi.USER_ID)
        .put(field, key.key())
        .put("created_at", created)
        .putNull("deleted_at");
  }
}
