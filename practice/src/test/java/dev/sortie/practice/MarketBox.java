package dev.sortie.practice;

import dev.sortie.practice.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A market in a test: its clock stands still until {@link #pass}, boots take ten seconds. */
final class MarketBox implements AutoCloseable {
  static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE8kPQ me@here";
  static final double BOOT = 10;

  final FakeMachines machines;
  final PracticeMarket market;
  private final AtomicReference<Double> now;
  private final HttpClient http = HttpClient.newHttpClient();

  /** What came back. */
  record Answer(int status, String type, String text) {
    JsonNode json() {
      return Json.MAPPER.readTree(text);
    }
  }

  private MarketBox(
      PracticeSettings settings, FakeMachines machines, double start, Executor executor) {
    this.machines = machines;
    this.now = new AtomicReference<>(start);
    this.market =
        PracticeMarket.start(settings, new PracticeMarket.World(machines, now::get, executor));
  }

  static MarketBox open(Path folder) {
    return open(folder, Runnable::run);
  }

  /** With its slow work, such as starting a machine, done elsewhere. */
  static MarketBox open(Path folder, Executor executor) {
    return new MarketBox(settings(folder), new FakeMachines(), 1_795_000_000, executor);
  }

  static PracticeSettings settings(Path folder) {
    PracticeSettings usual = PracticeSettings.defaults(folder);
    return new PracticeSettings(
        0,
        folder,
        new BootSeconds(BOOT, BOOT),
        1,
        7,
        usual.faultsFile(),
        notice -> {
          throw new AssertionError(notice);
        });
  }

  /** The same folder and machines again, some seconds after this one was closed. */
  MarketBox reopened(Path folder, double later) {
    return new MarketBox(settings(folder), machines, now.get() + later, Runnable::run);
  }

  void pass(double seconds) {
    now.updateAndGet(before -> before + seconds);
  }

  Answer get(String path) {
    return send("GET", path, null, market.apiKey());
  }

  Answer put(String path, String body) {
    return send("PUT", path, body, market.apiKey());
  }

  Answer post(String path, String body) {
    return send("POST", path, body, market.apiKey());
  }

  Answer delete(String path) {
    return send("DELETE", path, "{}", market.apiKey());
  }

  Answer send(String method, String path, @Nullable String body, @Nullable String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(market.url().resolve(path));
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return new Answer(answer.statusCode(), type, answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  JsonNode offers(String query) {
    return post("/api/v0/bundles/", query).json().path("offers");
  }

  /** A free offer; with disk enough and a price that can be told apart from 0. */
  JsonNode anOffer() {
    return offers(
            """
            {"gpu_name":{"eq":"RTX 3090"},"rentable":{"eq":true},"disk_space":{"gte":"100"},
             "order":[["dph_total","asc"]],"allocated_storage":20}
            """)
        .path(0);
  }

  /** Rents and returns the instance's id. */
  long rent(String label) {
    return rent(anOffer().path("id").longValue(), label);
  }

  long rent(long offer, String label) {
    Answer answer = put("/api/v0/asks/" + offer + "/", order(label));
    if (answer.status() != 200) {
      throw new AssertionError(answer.toString());
    }
    return answer.json().path("new_contract").longValue();
  }

  /** As the official command line sends it. */
  static String order(String label) {
    return """
    {"client_id":"me","image":"vastai/base:1.0","env":{"A":"b","-p 8188:8188":"1"},
     "price":null,"disk":20.0,"label":"%s","extra":null,"onstart":"echo hi","image_login":null,
     "python_utf8":false,"lang_utf8":false,"use_jupyter_lab":false,"jupyter_dir":null,
     "force":false,"cancel_unavail":true,"template_hash_id":null,
     "runtype":"ssh_direc ssh_proxy"}
    """
        .formatted(label);
  }

  JsonNode instance(long id) {
    return get("/api/v0/instances/" + id + "/?owner=me").json().path("instances");
  }

  /** Rents, waits the boot out and returns the id of the running instance. */
  long boot(String label) {
    long id = rent(label);
    pass(BOOT + 1);
    instance(id);
    return id;
  }

  void fault(String line) {
    Answer answer = post("/practice/v1/faults", Json.object().put("text", line).toString());
    if (answer.status() != 200) {
      throw new AssertionError(answer.toString());
    }
  }

  double credit() {
    return get("/api/v0/users/current").json().path("credit").doubleValue();
  }

  URI url() {
    return market.url();
  }

  @Override
  public void close() {
    market.close();
    http.close();
  }
}
