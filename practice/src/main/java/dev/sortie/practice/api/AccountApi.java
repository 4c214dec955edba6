package dev.sortie.practice.api;

import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Keys;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.SshKey;
import tools.jackson.databind.node.ObjectNode;

/** Who the account belongs to and what it may still spend. */
final class AccountApi {
  static final long USER_ID = 240_001;

  private final Market market;

  AccountApi(Market market) {
    this.market = market;
  }

  void on(Routes routes) {
    routes.account("GET", "/api/v0/users/current", 0, call -> user());
    routes.account(
        "GET", "/api/v0/users/cloud_integrations", 2.9, call -> Reply.json(Json.array()));
  }

  private Reply user() {
    double credit = market.credit();
    ObjectNode user = Json.object();
    user.put("id", USER_ID).put("email", "practice@localhost").put("email_verified", true);
    user.put("username", "practice").put("fullname", "Practice Account");
    user.put("credit", Math.max(0, credit)).put("balance", Math.min(0, credit));
    user.put("balance_threshold", 2.0).put("balance_threshold_enabled", false);
    user.put("can_pay", true).put("has_billing", false).putNull("last4");
    user.put("got_signup_credit", 0).put("billed_expected", market.spent());
    user.put("billed_verified", market.spent()).put("paid_expected", 0).put("paid_verified", 0);
    for (String line : new String[] {"line1", "line2", "city", "zip", "taxinfo", "country"}) {
      user.put("billaddress_" + line, "");
    }
    user.put(
        "ssh_key", new Keys(market).ofAccount().stream().findFirst().map(SshKey::key).orElse(null));
    // The real market answers with the key as well; clients must keep it out of their logs.
    user.put("api_key", market.apiKey()).put("sid", "S." + USER_ID);
    return Reply.json(user);
  }
}
