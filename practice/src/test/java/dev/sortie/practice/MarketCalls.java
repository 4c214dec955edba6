package dev.sortie.practice;

import dev.sortie.practice.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/** Calls of a market that a test has started by itself. */
final class MarketCalls {
  private MarketCalls() {}

  static long rent(PracticeMarket market) {
    JsonNode offers =
        send(market, "POST", "/api/v0/bundles/", "{\"limit\":1,\"disk_space\":{\"gte\":50}}")
            .path("offers");
    String path = "/api/v0/asks/" + offers.path(0).path("id") + "/";
    return send(market, "PUT", path, "{\"image\":\"a:b\",\"runtype\":\"ssh\"}")
        .path("new_contract")
        .longValue();
  }

  static JsonNode send(PracticeMarket market, String method, String path, String body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(market.url().resolve(path))
              .header("Authorization", "Bearer " + market.apiKey())
              .method(method, BodyPublishers.ofString(body))
              .build();
      return Json.MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
