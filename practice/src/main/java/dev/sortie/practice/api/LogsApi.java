package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Actual;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.InstanceFiles;
import dev.sortie.practice.market.Market;
import java.util.List;

/** What an instance printed, and the three commands that the API runs on its files. */
final class LogsApi {
  private static final int USUAL_TAIL = 1000;
  private static final int LONGEST_COMMAND = 512;

  private final Market market;
  private final Results results;

  LogsApi(Market market, Results results) {
    this.market = market;
    this.results = results;
  }

  void on(Routes routes) {
    routes.account("PUT", "/api/v0/instances/request_logs/{id}", 0, this::logs);
    routes.account("PUT", "/api/v0/instances/command/{id}", 1.5, this::command);
  }

  private Reply logs(Call call) {
    Contract contract = online(call);
    boolean daemon = Json.text(call.body(), "daemon_logs").filter("true"::equals).isPresent();
    List<String> lines =
        daemon ? market.logbook().lines(contract.id()) : files(contract).onstartLog();
    String filter = Json.text(call.body(), "filter").orElse("");
    List<String> wanted = lines.stream().filter(line -> line.contains(filter)).toList();
    int tail = (int) Json.number(call.body(), "tail").orElse(USUAL_TAIL);
    List<String> last = wanted.subList(Math.max(0, wanted.size() - tail), wanted.size());
    String text = last.isEmpty() ? "" : String.join("\n", last) + "\n";
    return Reply.json(
        Reply.success()
            .put("result_url", results.url(text))
            .put("msg", "Successfully requested logs."));
  }

  private Reply command(Call call) {
    Contract contract = online(call);
    String command = Json.text(call.body(), "command").orElse("");
    if (command.isBlank() || command.length() > LONGEST_COMMAND) {
      throw new Refusal(400, "invalid_args", "command must have 1 to 512 characters");
    }
    InstanceFiles files = files(contract);
    String text =
        files
            .run(command)
            .orElseThrow(
                () -> new Refusal(400, "invalid_args", "only ls, rm and du inside the instance"));
    return Reply.json(
        Reply.success()
            .put("result_url", results.url(text))
            .put("writeable_path", files.prefix())
            .put("msg", "Command was sent."));
  }

  private Contract online(Call call) {
    Contract contract =
        market
            .find(call.id("id"))
            .orElseThrow(() -> new Refusal(404, "invalid_id", "no such instance"));
    if (contract.course().actual() == Actual.OFFLINE) {
      throw new Refusal(400, "host_offline", "the host of this instance is offline");
    }
    return contract;
  }

  private InstanceFiles files(Contract contract) {
    return market.files(contract.id());
  }
}
