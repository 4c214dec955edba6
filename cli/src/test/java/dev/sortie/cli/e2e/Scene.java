package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.practice.BootSeconds;
import dev.sortie.practice.PracticeMarket;
import dev.sortie.practice.PracticeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A practice market of this test, and the program set up to rent from it. */
final class Scene implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final PracticeMarket market;
  private final Cli cli;
  private final HttpClient http = HttpClient.newHttpClient();

  private Scene(Path root, BootSeconds boot) {
    folder = root.resolve("market");
    PracticeSettings settings =
        new PracticeSettings(0, folder, boot, 1, 1, Optional.empty(), _ -> {});
    market = PracticeMarket.start(settings);
    cli =
        new Cli(root)
            .with("VAST_URL", market.url().toString())
            .with("VAST_API_KEY", market.apiKey());
  }

  /** Instances boot at once. */
  static Scene in(Path root) {
    return new Scene(root, new BootSeconds(0, 0.2));
  }

  static Scene withSlowBoot(Path root) {
    return new Scene(root, new BootSeconds(300, 300));
  }

  Cli cli() {
    return cli;
  }

  String url() {
    return market.url().toString();
  }

  /** The account's. */
  String key() {
    return market.apiKey();
  }

  /** Living instances, those that no listing shows included. */
  int instances() {
    return market.inspect().instances();
  }

  /** Instances that a listing shows now. */
  int listed() {
    return JSON.readTree(call("GET", "/api/v1/instances/", "").body())
        .path("total_instances")
        .asInt();
  }

  /** The method and path of each request so far. */
  List<String> requests() {
    return market.inspect().requests().stream().map(r -> r.method() + " " + r.path()).toList();
  }

  /** The status of the answer to each request whose method and path match. */
  List<Integer> answers(String regex) {
    return market.inspect().requests().stream()
        .filter(r -> (r.method() + " " + r.path()).matches(regex))
        .map(r -> r.status())
        .toList();
  }

  long creates() {
    return requests().stream().filter(r -> r.matches("PUT .*/asks/\\d+/?")).count();
  }

  /** Jobs that the market's scheduler lists. */
  int jobs() {
    return JSON.readTree(call("GET", "/api/v0/commands/schedule_job/", "").body()).size();
  }

  /** When the first of them is due, seconds since 1970. */
  double jobStart() {
    return JSON.readTree(call("GET", "/api/v0/commands/schedule_job/", "").body())
        .path(0)
        .path("start_time")
        .asDouble();
  }

  /** Lets the market's time leap ahead, and tells it. */
  double forward(double seconds) {
    return admin("POST", "clock", "{\"forward\":" + seconds + "}").path("now").asDouble();
  }

  /** Whether machines have processes of their own, so that a kill in one meets nobody else. */
  boolean isFenced() {
    return market.isolation().startsWith("private mounts");
  }

  /** The process of this computer that holds the only machine up. */
  ProcessHandle machine() {
    try (var holders = Files.newDirectoryStream(folder.resolve("machines"))) {
      Path holder = holders.iterator().next().resolve("state/holder");
      String pid = Files.readString(holder).split(" ", -1)[1];
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double spentDollars() {
    return market.inspect().spentDollars();
  }

  /** Switches faults on, written as in a faults file. */
  void faults(String text) {
    admin("POST", "faults", JSON.writeValueAsString(java.util.Map.of("text", text)));
  }

  void clearFaults() {
    admin("DELETE", "faults", "{}");
  }

  /** How often a fault of that name has struck. */
  int struck(String fault) {
    return market.inspect().faults().stream()
        .filter(line -> line.startsWith(fault + " struck "))
        .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Drops every connection to every living instance once. */
  void cutConnections() {
    toEach("cut");
  }

  /** The container of every living instance dies. */
  void exit() {
    toEach("exit");
  }

  private void toEach(String mishap) {
    for (JsonNode one : admin("GET", "instances", "").path("instances")) {
      if (!one.path("destroyed").asBoolean()) {
        admin("POST", "instances/" + one.path("id").asString() + "/" + mishap, "{}");
      }
    }
  }

  /** What the account may still spend. */
  void credit(double dollars) {
    admin("POST", "credit", "{\"credit\":" + dollars + "}");
  }

  private JsonNode admin(String method, String path, String body) {
    HttpResponse<String> answer = call(method, "/practice/v1/" + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(market.url() + path))
            .header("Authorization", "Bearer " + market.apiKey())
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a failed test has left is ended too: its processes would outlive the tests. */
  @Override
  public void close() {
    try (market;
        http) {
      cli.close();
      for (JsonNode one : admin("GET", "instances", "").path("instances")) {
        if (!one.path("destroyed").asBoolean()) {
          call("DELETE", "/api/v0/instances/" + one.path("id").asString() + "/", "{}");
        }
      }
    }
  }
}
