package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code sortie market} as a process of its own: it outlives whatever is done to its customers. */
final class Shop implements AutoCloseable {
  private final Cli program;
  private final CliProcess market;
  private final String url;
  private final String key;
  private final HttpClient http = HttpClient.newHttpClient();

  private Shop(Path root, List<String> options) {
    program = new Cli(root);
    List<String> args = new ArrayList<>(List.of("market", "--json"));
    args.addAll(options);
    market = program.start(args.toArray(String[]::new));
    JsonNode access = JsonLines.one(market.untilSaid("\"key\"").lines().getFirst());
    url = access.path("url").asString();
    key = access.path("key").asString();
  }

  static Shop open(Path root, String... options) {
    return new Shop(root, List.of(options));
  }

  /** Sets a program up to rent here. */
  Cli customer(Path root) {
    return new Cli(root).with("VAST_URL", url).with("VAST_API_KEY", key);
  }

  /** Every instance there ever was, as the market itself knows it. */
  List<JsonNode> everyInstance() {
    List<JsonNode> all = new ArrayList<>();
    get("instances").path("instances").forEach(all::add);
    return all;
  }

  List<JsonNode> living() {
    return everyInstance().stream().filter(one -> !one.path("destroyed").asBoolean()).toList();
  }

  /** Create calls that arrived. */
  long creates() {
    return calls("PUT", ".*/asks/\\d+/?");
  }

  /** Calls to destroy this instance that arrived. */
  long destroys(String instance) {
    return calls("DELETE", ".*/instances/" + instance + "/?");
  }

  private long calls(String method, String path) {
    long calls = 0;
    for (JsonNode request : get("requests").path("requests")) {
      boolean matches =
          request.path("method").asString().equals(method)
              && request.path("path").asString().matches(path);
      calls += matches ? 1 : 0;
    }
    return calls;
  }

  /** Switches faults on; lines of a fault file. */
  void fault(String text) {
    call("POST", "/practice/v1/faults", "{\"text\":\"" + text + "\"}");
  }

  double spentDollars() {
    return everyInstance().stream().mapToDouble(one -> one.path("dollars").asDouble()).sum();
  }

  /** Of all instances there ever were, as they are billed. */
  double gpuSeconds() {
    return everyInstance().stream().mapToDouble(one -> one.path("gpu_seconds").asDouble()).sum();
  }

  private JsonNode get(String what) {
    return JsonLines.one(call("GET", "/practice/v1/" + what));
  }

  private String call(String method, String path) {
    return call(method, path, "");
  }

  private String call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Rents the cheapest offer as some other program would, and tells the instance's number. */
  String rent(String label) {
    JsonNode offers =
        JsonLines.one(call("POST", "/api/v0/bundles/", "{\"limit\":1}")).path("offers");
    String body =
        "{\"image\":\"ubuntu\",\"disk\":10,\"runtype\":\"ssh\",\"label\":\"" + label + "\"}";
    String path = "/api/v0/asks/" + offers.get(0).path("id").asString() + "/";
    return JsonLines.one(call("PUT", path, body)).path("new_contract").asString();
  }

  /** Ends every instance, whoever still wants it. */
  void destroyAll() {
    living().forEach(one -> call("DELETE", "/api/v0/instances/" + one.path("id").asString() + "/"));
  }

  /** What a failed test has left is ended too: its processes would outlive the tests. */
  @Override
  public void close() {
    try (program;
        http) {
      if (market.isAlive()) {
        destroyAll();
        market.signal("INT").exit();
      }
    }
  }
}
