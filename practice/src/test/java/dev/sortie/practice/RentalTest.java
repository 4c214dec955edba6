package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.practice.MarketBox.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class RentalTest {
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
  void goesFromNullOverLoadingToRunning() {
    long id = box.rent("run-1");
    assertThat(box.instance(id).path("actual_status").isNull()).isTrue();
    assertThat(box.instance(id).path("ports")).isEmpty();

    box.pass(5);
    JsonNode loading = box.instance(id);
    assertThat(loading.path("actual_status").asString()).isEqualTo("loading");
    assertThat(loading.path("status_msg").asString()).contains("Pulling from vastai/base_1.0");
    assertThat(loading.path("ports")).isEmpty();
    assertThat(loading.path("ssh_host").isNull()).isTrue();
    assertThat(loading.path("direct_port_start").intValue()).isEqualTo(-1);

    box.pass(6);
    JsonNode running = box.instance(id);
    assertThat(running.path("actual_status").asString()).isEqualTo("running");
    assertThat(running.path("status_msg").asString())
        .isEqualTo("success, running vastai/base_1.0/ssh\n");
    assertThat(running.path("public_ipaddr").asString()).isEqualTo("127.0.0.1 ");
    assertThat(running.path("ports").path("22/tcp").path(0).path("HostPort").stringValue())
        .isEqualTo(String.valueOf(box.machines.of(id).sshPort()));
    assertThat(running.path("ports").has("8188/tcp")).isTrue();
    assertThat(running.path("image_runtype").asString()).isEqualTo("ssh ssh_direc ssh_proxy");
    assertThat(running.path("extra_env").toString())
        .isEqualTo("[[\"A\",\"b\"],[\"-p 8188:8188\",\"1\"]]");
    assertThat(running.path("label").asString()).isEqualTo("run-1");
  }

  @Test
  void givesTheInstanceTheDocumentedEnvironment() {
    box.post("/api/v0/ssh/", "{\"ssh_key\":\"" + MarketBox.KEY + "\"}");
    long id = box.boot("env");

    assertThat(box.machines.of(id).spec.environment())
        .containsEntry("A", "b")
        .containsEntry("CONTAINER_ID", String.valueOf(id))
        .containsEntry("VAST_CONTAINERLABEL", "C." + id)
        .containsEntry("VAST_TCP_PORT_22", "${port:22}")
        .containsEntry("VAST_TCP_PORT_8188", "${port:8188}")
        .containsEntry("SSH_PUBLIC_KEY", MarketBox.KEY)
        .containsEntry("SORTIE_MARKET_URL", box.url().toString())
        .doesNotContainKey("-p 8188:8188");
    assertThat(box.machines.of(id).spec.onstart()).isEqualTo("echo hi");
    assertThat(box.machines.of(id).keys).containsExactly(MarketBox.KEY);
  }

  @Test
  void anAskCanBeRentedOnceUntilItIsDestroyed() {
    long offer = box.anOffer().path("id").longValue();
    long id = box.rent(offer, "first");

    Answer second = box.put("/api/v0/asks/" + offer + "/", MarketBox.order("second"));
    assertThat(second.status()).isEqualTo(410);
    assertThat(second.json().path("error").asString()).isEqualTo("no_such_ask");
    assertThat(
            box.offers("{\"rentable\":{\"eq\":true},\"ask_contract_id\":{\"eq\":" + offer + "}}"))
        .isEmpty();

    assertThat(box.delete("/api/v0/instances/" + id + "/").text()).isEqualTo("{\"success\":true}");
    assertThat(box.rent(offer, "third")).isGreaterThan(id);
  }

  @Test
  void anUnknownAskIsNotAvailable() {
    Answer answer = box.put("/api/v0/asks/5/", MarketBox.order("x"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error").asString()).isEqualTo("invalid_args");
    assertThat(answer.json().path("msg").asString())
        .isEqualTo("error 404/3603: no_such_ask Instance type by id 5 is not available.");
  }

  @Test
  void destroyedIsNullAndUnknownAfterwards() {
    long id = box.boot("gone");
    box.delete("/api/v0/instances/" + id);

    assertThat(box.get("/api/v0/instances/" + id).text()).isEqualTo("{\"instances\":null}");
    Answer again = box.delete("/api/v0/instances/" + id);
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.json().path("error").asString()).isEqualTo("no_such_instance");
    assertThat(box.machines.machines).isEmpty();
  }

  @Test
  void refusesWhatTheRealMarketRefuses() {
    long offer = box.anOffer().path("id").longValue();
    String path = "/api/v0/asks/" + offer + "/";

    assertThat(box.put(path, "{\"image\":\"a\",\"disk\":4}").status()).isEqualTo(400);
    assertThat(box.put(path, "{\"disk\":10}").status()).isEqualTo(400);
    assertThat(box.put(path, "{\"image\":\"a\",\"onstart\":\"" + "x".repeat(4097) + "\"}").status())
        .isEqualTo(400);
    assertThat(box.put(path, "{\"image\":\"a\",\"label\":\"" + "x".repeat(257) + "\"}").status())
        .isEqualTo(400);
    assertThat(box.put(path, "{\"image\":\"a\",\"template_hash_id\":\"none\"}").status())
        .isEqualTo(400);
    assertThat(box.market.inspect().instances()).isZero();
  }

  @Test
  void environmentAsAStringIsNotApplied() {
    long offer = box.anOffer().path("id").longValue();
    box.put("/api/v0/asks/" + offer, "{\"image\":\"a\",\"env\":\"-e A=b -p 80:80\"}");

    JsonNode list = box.get("/api/v1/instances/").json().path("instances");
    assertThat(list.path(0).path("extra_env")).isEmpty();
  }

  @Test
  void aBidBelowTheLowestLeavesAStoppedInstance() {
    long offer = box.anOffer().path("id").longValue();
    Answer answer = box.put("/api/v0/asks/" + offer, "{\"image\":\"a\",\"price\":0.001}");

    assertThat(answer.json().path("success").booleanValue()).isFalse();
    long left = answer.json().path("new_contract").longValue();
    assertThat(box.instance(left).path("intended_status").asString()).isEqualTo("stopped");
  }

  @Test
  void theInstanceKeyWorksForItsOwnInstanceOnly() {
    long other = box.rent("other");
    Answer made =
        box.put("/api/v0/asks/" + box.anOffer().path("id").longValue(), MarketBox.order("mine"));
    long mine = made.json().path("new_contract").longValue();
    String key = made.json().path("instance_api_key").stringValue();
    assertThat(key).matches("[0-9a-f]{64}");

    String own = "/api/v0/instances/" + mine + "/";
    assertThat(box.send("GET", own, null, key).status()).isEqualTo(200);
    assertThat(box.send("GET", "/api/v0/instances/" + other, null, key).status()).isEqualTo(401);
    assertThat(box.send("GET", "/api/v1/instances", null, key).status()).isEqualTo(401);
    assertThat(box.send("GET", "/api/v0/users/current", null, key).status()).isEqualTo(401);
    assertThat(box.send("PUT", own, "{\"state\":\"stopped\"}", key).status()).isEqualTo(200);
    assertThat(box.send("DELETE", own, "{}", key).status()).isEqualTo(200);
    assertThat(box.instance(mine).isNull()).isTrue();
    assertThat(box.send("GET", own, null, key).status()).isEqualTo(404);
  }

  @Test
  void saysWhatIsWrongWithAKey() {
    Answer wrong = box.send("GET", "/api/v0/users/current", null, "no-such-key");
    assertThat(wrong.status()).isEqualTo(404);
    assertThat(wrong.json().path("msg").asString()).isEqualTo("Invalid user key");
    Answer none = box.send("GET", "/api/v0/users/current", null, null);
    assertThat(none.status()).isEqualTo(403);
    assertThat(none.json().path("msg").asString()).isEqualTo("This action requires login.");
    assertThat(box.send("GET", "/api/v0/users/current?api_key=" + box.market.apiKey(), null, null))
        .extracting(Answer::status)
        .isEqualTo(200);
    assertThat(box.get("/api/v0/nothing/here/").status()).isEqualTo(404);
  }

  @Test
  void stopsAndStartsAgain() {
    long id = box.boot("stop");

    box.put("/api/v0/instances/" + id + "/", "{\"state\":\"stopped\"}");
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("exited");
    assertThat(box.instance(id).path("intended_status").asString()).isEqualTo("stopped");
    assertThat(box.machines.of(id).calls).containsExactly("stop");

    box.put("/api/v0/instances/" + id + "/", "{\"state\":\"running\",\"label\":\"again\"}");
    box.pass(MarketBox.BOOT);
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");
    assertThat(box.instance(id).path("label").asString()).isEqualTo("again");
    assertThat(box.machines.of(id).calls).containsExactly("stop", "restart");
  }
}
