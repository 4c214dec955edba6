package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Account;
import dev.sortie.practice.market.Market;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The account's environment variables, put into every new container; never shown again. */
final class SecretsApi {
  private static final int MOST = 100;
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.-]+");

  private final Account account;

  SecretsApi(Market market) {
    this.account = new Account(market);
  }

  void on(Routes routes) {
    routes.account("GET", "/api/v0/secrets", 5, call -> list());
    routes.account("POST", "/api/v0/secrets", 3, this::add);
    routes.account("PUT", "/api/v0/secrets", 3, this::change);
    routes.account("DELETE", "/api/v0/secrets", 3, this::remove);
  }

  private Reply list() {
    ObjectNode body = Reply.success();
    ObjectNode secrets = body.putObject("secrets");
    account.secretNames().forEach(name -> secrets.put(name, "*****"));
    return Reply.json(body);
  }

  private Reply add(Call call) {
    String key = key(call);
    String value = value(call);
    if (account.secretNames().contains(key)) {
      throw new Refusal(400, "existing_key", "key " + key + " exists already");
    }
    if (account.secretNames().size() >= MOST) {
      throw new Refusal(400, "max_secrets", "no more than " + MOST + " environment variables");
    }
    account.putSecret(key, value);
    return Reply.json(Reply.success().put("msg", "Environment variable " + key + " created."));
  }

  private Reply change(Call call) {
    String key = known(call);
    account.putSecret(key, value(call));
    return Reply.json(Reply.success().put("msg", "Environment variable " + key + " updated."));
  }

  private Reply remove(Call call) {
    String key = known(call);
    account.removeSecret(key);
    return Reply.json(Reply.success().put("msg", "Environment variable " + key + " deleted."));
  }

  private String known(Call call) {
    String key = key(call);
    if (!account.secretNames().contains(key)) {
      throw new Refusal(404, "not_found", "no environment variable " + key);
    }
    return key;
  }

  private static String key(Call call) {
    String key = Json.text(call.body(), "key").orElse("").strip();
    if (key.isEmpty()) {
      throw new Refusal(400, "missing_input", "key is missing");
    }
    return key.toUpperCase(Locale.ROOT);
  }

  private static String value(Call call) {
    String value = Json.text(call.body(), "value").orElse("");
    if (value.isEmpty()) {
      throw new Refusal(400, "missing_input", "value is missing");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new Refusal(400, "invalid_args", "value may hold letters, digits, _ . and - only");
    }
    return value;
  }
}
