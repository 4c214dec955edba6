package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sortie.practice.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The market with the machines that a person gets, on the real clock. */
final class RealMachineTest {
  @TempDir Path folder;

  private PracticeSettings settings() {
    return new PracticeSettings(
        0, folder, new BootSeconds(0.2, 0.4), 1, 1, Optional.empty(), notice -> {});
  }

  @Test
  void anInstanceEndsItselfFromInsideWithItsOwnKey() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
    String onstart =
        "curl -s -X DELETE -H \"Authorization: Bearer $CONTAINER_API_KEY\""
            + " \"$SORTIE_MARKET_URL/api/v0/instances/$CONTAINER_ID/\"";
    try (PracticeMarket market = PracticeMarket.start(settings())) {
      long id = rent(market, onstart);

      await("the instance destroyed itself")
          .atMost(Duration.ofSeconds(20))
          .until(() -> instance(market, id).isNull());
      assertThat(market.inspect().instances()).isZero();
      assertThat(market.isolation()).isNotBlank();
    }
  }

  @Test
  void servesSshAtTheMappedPortAndAgainAfterARestart() throws Exception {
    long id;
    try (PracticeMarket market = PracticeMarket.start(settings())) {
      id = rent(market, "echo hello from $VAST_CONTAINERLABEL at $VAST_TCP_PORT_22");
      String port = port(market, id);
      assertThat(greeting(port)).startsWith("SSH-2.0");
      assertThat(log(market, id)).contains("hello from C." + id + " at " + port);
    }
    try (PracticeMarket again = PracticeMarket.start(settings())) {
      assertThat(greeting(port(again, id))).startsWith("SSH-2.0");
      send(again, "DELETE", "/api/v0/instances/" + id + "/", "{}");
      assertThat(folder.resolve("machines/" + id)).doesNotExist();
    }
  }

  private static long rent(PracticeMarket market, String onstart) throws Exception {
    JsonNode offers =
        send(market, "POST", "/api/v0/bundles/", "{\"limit\":1,\"disk_space\":{\"gte\":50}}")
            .path("offers");
    String order =
        Json.object()
            .put("image", "a:b")
            .put("runtype", "ssh_direc ssh_proxy")
            .put("onstart", onstart)
            .toString();
    String path = "/api/v0/asks/" + offers.path(0).path("id") + "/";
    return send(market, "PUT", path, order).path("new_contract").longValue();
  }

  private static JsonNode instance(PracticeMarket market, long id) throws Exception {
    return send(market, "GET", "/api/v0/instances/" + id + "/", "").path("instances");
  }

  private static String port(PracticeMarket market, long id) {
    await("ports are mapped")
        .atMost(Duration.ofSeconds(20))
        .until(() -> instance(market, id).path("ports").has("22/tcp"));
    try {
      return instance(market, id).path("ports").path("22/tcp").path(0).path("HostPort").asString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String greeting(String port) throws IOException {
    try (java.net.Socket socket =
        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      socket.setSoTimeout(10_000);
      byte[] start = socket.getInputStream().readNBytes(7);
      return new String(start, java.nio.charset.StandardCharsets.US_ASCII);
    }
  }

  private static String log(PracticeMarket market, long id) {
    return await("onstart has printed")
        .atMost(Duration.ofSeconds(20))
        .until(() -> fetchLog(market, id), text -> text.contains("hello"));
  }

  private static String fetchLog(PracticeMarket market, long id) throws Exception {
    String url =
        send(market, "PUT", "/api/v0/instances/request_logs/" + id + "/", "{\"tail\":\"10\"}")
            .path("result_url")
            .asString();
    return await("the log is there")
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()),
            answer -> answer.statusCode() == 200)
        .body();
  }

  private static JsonNode send(PracticeMarket market, String method, String path, String body)
      throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(market.url().resolve(path))
              .header("Authorization", "Bearer " + market.apiKey())
              .method(method, BodyPublishers.ofString(body))
              .build();
      return Json.MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
  }
}
