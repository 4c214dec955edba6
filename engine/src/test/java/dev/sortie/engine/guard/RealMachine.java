package dev.sortie.engine.guard;

import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.practice.BootSeconds;
import dev.sortie.practice.PracticeMarket;
import dev.sortie.practice.PracticeSettings;
import dev.sortie.remote.SshHosts;
import dev.sortie.remote.SshKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An instance of a practice market as a person gets it, and a connection to it over SSH. */
final class RealMachine implements AutoCloseable {
  final PracticeMarket market;
  final long id;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SshHosts hosts = new SshHosts();
  private final Path key;

  RealMachine(Path folder, String onstart, String fault) throws IOException, InterruptedException {
    market =
        PracticeMarket.start(
            new PracticeSettings(
                0, folder, new BootSeconds(0.1, 0.2), 1, 1, Optional.empty(), notice -> {}));
    key = SshKeys.makeEd25519(folder.resolve("key"));
    send("POST", "/api/v0/ssh/", "{\"ssh_key\":\"" + SshKeys.publicKeyOf(key) + "\"}");
    if (!fault.isEmpty()) {
      send("POST", "/practice/v1/faults", "{\"text\":\"" + fault + "\"}");
    }
    String offers =
        send("POST", "/api/v0/bundles/", "{\"limit\":1,\"rentable\":{\"eq\":true}}").orElseThrow();
    String order =
        """
        {"image":"a:b","disk":8,"runtype":"ssh_direc ssh_proxy","onstart":"%s",
         "env":{"SORTIE_GUARD_TICK":"1"}}
        """
            .formatted(escaped(onstart));
    String path = "/api/v0/asks/" + find("\"id\":(\\d+)", offers).orElseThrow() + "/";
    id =
        Long.parseLong(
            find("\"new_contract\":(\\d+)", send("PUT", path, order).orElseThrow()).orElseThrow());
    Scene.soon("its port is mapped").until(() -> port().isPresent());
  }

  RemoteHost connect() throws IOException, InterruptedException {
    SshAddress address = new SshAddress("127.0.0.1", Integer.parseInt(port().orElseThrow()));
    return hosts.connect(new SshTarget(() -> List.of(address), key, Optional.empty()));
  }

  boolean isGone() throws IOException, InterruptedException {
    return instance().contains("\"instances\":null");
  }

  private String instance() throws IOException, InterruptedException {
    return send("GET", "/api/v0/instances/" + id + "/", "").orElseThrow();
  }

  private Optional<String> port() throws IOException, InterruptedException {
    return find("\"22/tcp\":\\[\\{[^]]*\"HostPort\":\"(\\d+)\"", instance());
  }

  private Optional<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(market.url().resolve(path))
            .header("Authorization", "Bearer " + market.apiKey())
            .method(method, BodyPublishers.ofString(body))
            .build();
    return Optional.of(http.send(request, BodyHandlers.ofString()).body());
  }

  private static Optional<String> find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    send("DELETE", "/api/v0/instances/" + id + "/", "{}");
    hosts.close();
    market.close();
    http.close();
  }
}
