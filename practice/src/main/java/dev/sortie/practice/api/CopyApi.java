package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.market.Market;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Negotiates copies: answers with the address that a client's rsync should use. The transfer itself
 * would be a host daemon's; clients that use SSH to the instance instead need none of this.
 */
final class CopyApi {
  private final Market market;

  CopyApi(Market market) {
    this.market = market;
  }

  void on(Routes routes) {
    routes.account("PUT", "/api/v0/commands/rsync", 3.5, this::copy);
    routes.account("PUT", "/api/v0/commands/copy_direct", 3.5, this::copy);
    routes.account("DELETE", "/api/v0/commands/copy_direct", 3.5, CopyApi::cancel);
    routes.account("DELETE", "/api/v0/commands/rsync", 3.5, CopyApi::cancel);
    routes.account("DELETE", "/api/v0/commands/rclone", 3.5, CopyApi::cancel);
    routes.account("POST", "/api/v0/commands/rclone", 3.5, CopyApi::cloud);
  }

  private Reply copy(Call call) {
    ObjectNode body = Reply.success();
    boolean source = end(call, "src", body);
    boolean target = end(call, "dst", body);
    if (!source && !target) {
      throw new Refusal(400, "invalid_args", "src_id or dst_id must name an instance");
    }
    String path = Json.text(call.body(), "dst_path").orElse("");
    boolean breaksSsh = path.equals("/") || path.equals("/root") || path.equals("/root/");
    if (breaksSsh && Json.text(call.body(), "dst_id").isPresent()) {
      throw new Refusal(400, "invalid_args", "do not copy to /root or /: it breaks SSH");
    }
    return Reply.json(body.put("msg", "Remote to Remote copy initiated - check instance status."));
  }

  private boolean end(Call call, String side, ObjectNode body) {
    Optional<String> id = Json.text(call.body(), side + "_id");
    if (id.isEmpty()) {
      return false;
    }
    String digits = id.get().startsWith("C.") ? id.get().substring(2) : id.get();
    if (!digits.matches("\\d{1,18}")) {
      return false;
    }
    long instance = Long.parseLong(digits);
    if (market.find(instance).isEmpty()) {
      throw ManageApi.unknown(instance);
    }
    body.put(side + "_addr", "127.0.0.1");
    body.put(side + "_port", market.machine(instance).map(Machine::sshPort).orElse(0));
    return true;
  }

  private static Reply cancel(Call call) {
    if (Json.text(call.body(), "dst_id").isEmpty()) {
      throw new Refusal(400, "invalid_args", "dst_id is missing");
    }
    return Reply.json(Reply.success().put("msg", "Remote copy canceled."));
  }

  private static Reply cloud(Call call) {
    throw new Refusal(400, "invalid_args", "no cloud connection is set up on this account");
  }
}
