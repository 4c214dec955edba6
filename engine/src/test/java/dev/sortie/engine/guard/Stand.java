package dev.sortie.engine.guard;

import dev.sortie.practice.BootSeconds;
import dev.sortie.practice.PracticeMarket;
import dev.sortie.practice.PracticeSettings;
import dev.sortie.practice.machine.PaperMachines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A practice market whose instances are only on paper: the guard runs in a {@link GuardBox}. */
final class Stand implements AutoCloseable {
  private static final Set<String> HALTED = Set.of("stopped", "exited");

  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private PracticeMarket market;

  /**
   * @param key the one that the market puts into the instance
   */
  record Rental(long id, String key) {}

  Stand(Path folder) {
    this.folder = folder;
    market = open();
  }

  private PracticeMarket open() {
    PracticeSettings settings =
        new PracticeSettings(
            0, folder, new BootSeconds(0.1, 0.2), 1, 1, Optional.empty(), notice -> {});
    return PracticeMarket.start(settings, new PaperMachines());
  }

  URI url() {
    return market.url();
  }

  String accountKey() {
    return market.apiKey();
  }

  Rental rent() {
    String offers =
        send("POST", "/api/v0/bundles/", "{\"limit\":1,\"rentable\":{\"eq\":true}}", accountKey());
    String path = "/api/v0/asks/" + find("\"id\":(\\d+)", offers) + "/";
    String answer =
        send(
            "PUT",
            path,
            "{\"image\":\"a:b\",\"disk\":8,\"runtype\":\"ssh\",\"onstart\":\"true\"}",
            accountKey());
    return new Rental(
        Long.parseLong(find("\"new_contract\":(\\d+)", answer)),
        find("\"instance_api_key\":\"(\\w+)\"", answer));
  }

  boolean has(Rental rental) {
    return !instance(rental).contains("\"instances\":null");
  }

  boolean hasStopped(Rental rental) {
    Matcher state = Pattern.compile("\"cur_state\":\"(\\w+)\"").matcher(instance(rental));
    return state.find() && HALTED.contains(state.group(1));
  }

  /** How often the market was called so, whatever it answered. */
  long calls(String method, Rental rental) {
    return market.inspect().requests().stream()
        .filter(line -> line.method().equals(method))
        .filter(line -> line.path().matches("/api/v0/instances/" + rental.id() + "/?"))
        .count();
  }

  private String instance(Rental rental) {
    return send("GET", "/api/v0/instances/" + rental.id(), "", accountKey());
  }

  void fault(String line) {
    String answer =
        send("POST", "/practice/v1/faults", "{\"text\":\"" + line + "\"}", accountKey());
    if (!answer.contains("\"success\":true")) {
      throw new AssertionError(answer);
    }
  }

  void noFaults() {
    send("DELETE", "/practice/v1/faults", "{}", accountKey());
  }

  void shut() {
    market.close();
  }

  /** At the same address as before. */
  void reopen() {
    market = open();
  }

  private String send(String method, String path, String body, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(market.url().resolve(path))
            .header("Authorization", "Bearer " + key)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not in " + text);
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    market.close();
    http.close();
  }
}
