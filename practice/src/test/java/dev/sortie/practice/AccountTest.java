package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.practice.MarketBox.Answer;
import dev.sortie.practice.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class AccountTest {
  private static final String KEY = "{\"ssh_key\":\"" + MarketBox.KEY + "\"}";

  @TempDir Path folder;
  private MarketBox box;

  @BeforeEach
  void open() {
    box = MarketBox.open(folder);
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void accountKeysGoIntoNewInstancesOnly() {
    assertThat(box.get("/api/v0/ssh/").status()).isEqualTo(404);
    long old = box.boot("old");
    Answer added = box.post("/api/v0/ssh/", KEY);
    assertThat(added.json().path("key").path("public_key").asString()).isEqualTo(MarketBox.KEY);
    assertThat(box.post("/api/v0/ssh/", KEY).text()).contains("duplicate");
    long fresh = box.boot("fresh");

    assertThat(box.machines.of(old).keys).isEmpty();
    assertThat(box.machines.of(fresh).keys).containsExactly(MarketBox.KEY);
    assertThat(box.get("/api/v0/ssh/").json().path(0).path("key").asString())
        .isEqualTo(MarketBox.KEY);
    long id = added.json().path("key").path("id").longValue();
    assertThat(box.delete("/api/v0/ssh/" + id + "/").status()).isEqualTo(200);
    assertThat(box.delete("/api/v0/ssh/" + id + "/").json().path("error").asString())
        .isEqualTo("no_ssh_key");
  }

  @Test
  void attachedKeysReachTheRunningInstance() {
    long id = box.boot("attach");
    String path = "/api/v0/instances/" + id + "/ssh/";
    assertThat(box.post(path, KEY).json().path("success").booleanValue()).isTrue();
    assertThat(box.machines.of(id).keys).containsExactly(MarketBox.KEY);

    JsonNode inside = box.get(path).json().path("ssh_keys");
    assertThat(inside.isString()).isTrue();
    JsonNode keys = Json.MAPPER.readTree(inside.stringValue());
    assertThat(keys.path(0).path("public_key").asString()).isEqualTo(MarketBox.KEY);
    box.delete(path + keys.path(0).path("id") + "/");
    assertThat(box.machines.of(id).keys).isEmpty();
  }

  @Test
  void theUserHasCreditAndTheKeyItself() {
    JsonNode user = box.get("/api/v0/users/current/?owner=me").json();

    assertThat(user.path("credit").doubleValue()).isEqualTo(25);
    assertThat(user.path("api_key").asString()).isEqualTo(box.market.apiKey());
  }

  @Test
  void secretsGoIntoNewInstancesAndAreNeverShown() {
    box.post("/api/v0/secrets/", "{\"key\":\"hf_token\",\"value\":\"abc-1\"}");

    assertThat(box.get("/api/v0/secrets/").text())
        .isEqualTo("{\"success\":true,\"secrets\":{\"HF_TOKEN\":\"*****\"}}");
    assertThat(
            box.post("/api/v0/secrets/", "{\"key\":\"HF_TOKEN\",\"value\":\"x\"}")
                .json()
                .path("error")
                .asString())
        .isEqualTo("existing_key");
    long id = box.boot("secret");
    assertThat(box.machines.of(id).spec.environment()).containsEntry("HF_TOKEN", "abc-1");
    box.send("DELETE", "/api/v0/secrets/", "{\"key\":\"HF_TOKEN\"}", box.market.apiKey());
    assertThat(box.get("/api/v0/secrets/").json().path("secrets")).isEmpty();
  }

  @Test
  void logsAreRefusedForAMomentThenThere() throws IOException {
    long id = box.boot("logs");
    Path log = folder.resolve("machines/" + id + "/fs/var/log/onstart.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "one\ntwo\nthree\n");
    Answer answer =
        box.put(
            "/api/v0/instances/request_logs/" + id + "/", "{\"tail\":\"1000\",\"filter\":\"t\"}");
    String path =
        answer.json().path("result_url").asString().substring(box.url().toString().length());

    assertThat(box.send("GET", path, null, null).status()).isEqualTo(403);
    box.pass(2);
    assertThat(box.send("GET", path, null, null).text()).isEqualTo("two\nthree\n");
    assertThat(box.put("/api/v0/instances/request_logs/5", "{}").json().path("error").asString())
        .isEqualTo("invalid_id");
  }

  @Test
  void daemonLogsTellOfTheBoot() {
    long id = box.boot("daemon");
    JsonNode answer =
        box.put("/api/v0/instances/request_logs/" + id + "/", "{\"daemon_logs\":\"true\"}").json();
    box.pass(2);

    String path = answer.path("result_url").asString().substring(box.url().toString().length());
    assertThat(box.send("GET", path, null, null).text())
        .contains("Pulling image vastai/base:1.0")
        .contains("success, running");
  }

  @Test
  void onlyHarmlessCommandsRunAndOnlyInside() throws IOException {
    long id = box.boot("command");
    Path root = folder.resolve("machines/" + id + "/fs/root");
    Files.createDirectories(root);
    Files.writeString(root.resolve("hello.txt"), "hi");
    Files.createSymbolicLink(root.resolve("out"), folder);

    JsonNode listed = command(id, "ls -l /root").json();
    box.pass(2);
    String path = listed.path("result_url").asString().substring(box.url().toString().length());
    assertThat(box.send("GET", path, null, null).text()).contains("hello.txt");
    for (String bad :
        new String[] {
          "cat /root/hello.txt", "ls /../../..", "rm -rf /root/out/x", "ls /root/out/"
        }) {
      assertThat(command(id, bad).status()).as(bad).isEqualTo(400);
    }
    command(id, "rm hello.txt");
    assertThat(root.resolve("hello.txt")).doesNotExist();
  }

  private Answer command(long id, String command) {
    return box.put(
        "/api/v0/instances/command/" + id + "/", Json.object().put("command", command).toString());
  }

  @Test
  void negotiatesCopies() {
    long id = box.boot("copy");
    JsonNode answer =
        box.put(
                "/api/v0/commands/rsync/",
                "{\"client_id\":\"me\",\"src_id\":null,\"dst_id\":\""
                    + id
                    + "\",\"src_path\":\"a\",\"dst_path\":\"/work\"}")
            .json();

    assertThat(answer.path("dst_addr").asString()).isEqualTo("127.0.0.1");
    assertThat(answer.path("dst_port").intValue()).isEqualTo(box.machines.of(id).sshPort());
  }

  @Test
  void findsTemplatesByHashAndRentsFromThem() {
    String filters = MarketBox.encode("{\"name\":{\"eq\":\"ComfyUI\"}}");
    JsonNode template =
        box.get("/api/v0/template/?select_filters=" + filters).json().path("templates").path(0);
    assertThat(template.path("env").isString()).isTrue();

    long offer = box.anOffer().path("id").longValue();
    box.put(
        "/api/v0/asks/" + offer,
        "{\"template_hash_id\":" + template.path("hash_id") + ",\"env\":{\"X\":\"1\"}}");
    JsonNode instance = box.get("/api/v1/instances/").json().path("instances").path(0);
    assertThat(instance.path("image_uuid").asString())
        .isEqualTo("vastai/comfy:@vastai-automatic-tag");
    assertThat(instance.path("extra_env").toString())
        .contains("-p 8188:8188")
        .contains("[\"X\",\"1\"]");
  }

  @Test
  void logsEveryRequestWithoutKeys() {
    box.send("GET", "/api/v0/users/current/?api_key=" + box.market.apiKey(), null, null);

    assertThat(box.get("/practice/v1/requests").text())
        .contains("\"path\":\"/api/v0/users/current\",\"status\":200")
        .doesNotContain(box.market.apiKey());
    assertThat(box.market.inspect().requests().getFirst().method()).isEqualTo("GET");
  }
}
