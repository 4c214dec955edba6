package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.practice.MarketBox.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The requests that vast.ai's own command line sends, and of the answers what it reads without
 * asking whether it is there. Source: the public vast-ai/vast-cli repository.
 */
final class OfficialClientTest {
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
  void searchOffers() {
    Answer answer =
        box.post(
            "/api/v0/bundles/?api_key=" + box.market.apiKey(),
            """
            {"verified":{"eq":true},"external":{"eq":false},"rentable":{"eq":true},
             "reliability":{"gt":"0.98"},"gpu_ram":{"gte":20000.0},"compute_cap":{"gte":"700"},
             "inet_down":{"gte":"200"},"disk_space":{"gte":"50"},"rented":{"eq":false},
             "order":[["dph_total","asc"]],"type":"on-demand","allocated_storage":5.0}
            """);

    // It refuses any other content type.
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(answer.json().path("offers")).hasSizeGreaterThan(10);
    for (String column :
        new String[] {
          "id",
          "cuda_max_good",
          "num_gpus",
          "gpu_name",
          "pcie_bw",
          "cpu_ghz",
          "cpu_cores_effective",
          "cpu_ram",
          "gpu_ram",
          "disk_space",
          "dph_total",
          "dlperf",
          "dlperf_per_dphtotal",
          "driver_version",
          "inet_up",
          "inet_down",
          "reliability",
          "duration",
          "machine_id",
          "verification",
          "host_id",
          "direct_port_count",
          "geolocation"
        }) {
      assertThat(answer.json().path("offers").path(0).has(column)).as(column).isTrue();
    }
  }

  @Test
  void createShowAndFindTheSshAddress() {
    long id = box.rent("cli");
    assertThat(sshUrl(row(id))).isEqualTo("error: ssh port not found");
    box.pass(MarketBox.BOOT + 1);

    assertThat(sshUrl(row(id))).isEqualTo("ssh://root@127.0.0.1:" + box.machines.of(id).sshPort());
    assertThat(environment(row(id))).containsEntry("A", "b");
    assertThat(row(id).path("start_date").isNumber()).isTrue();
  }

  @Test
  void findsTheSshAddressThroughTheProxyWithJupyter() {
    String order = MarketBox.order("j").replace("ssh_direc ssh_proxy", "jupyter_proxy ssh_proxy");
    box.put("/api/v0/asks/" + box.anOffer().path("id") + "/", order);
    box.pass(MarketBox.BOOT + 1);
    JsonNode row = box.get("/api/v1/instances/").json().path("instances").path(0);

    assertThat(row.path("ports").has("22/tcp")).isFalse();
    assertThat(row.path("ports").has("8080/tcp")).isTrue();
    assertThat(sshUrl(row))
        .isEqualTo("ssh://root@127.0.0.1:" + box.machines.of(row.path("id").longValue()).sshPort());
  }

  @Test
  void manageAndDestroy() {
    long id = box.boot("manage");
    long other = box.boot("other");
    String one = "/api/v0/instances/" + id + "/";
    String ids = "[" + id + "," + other + "]";

    succeeds(box.put(one, "{\"label\":\"new label\"}"));
    succeeds(box.put("/api/v0/instances/", "{\"state\":\"stopped\",\"ids\":" + ids + "}"));
    assertThat(box.instance(other).path("cur_state").asString()).isEqualTo("stopped");
    succeeds(box.put("/api/v0/instances/", "{\"state\":\"running\",\"ids\":" + ids + "}"));
    box.pass(MarketBox.BOOT);
    succeeds(box.put("/api/v0/instances/reboot/" + id + "/", "{}"));
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("rebooting");
    box.pass(MarketBox.BOOT);
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");
    succeeds(box.put("/api/v0/instances/recycle/" + id + "/", "{}"));
    box.pass(MarketBox.BOOT);
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");
    succeeds(
        box.put(
            "/api/v0/instances/update_template/" + id + "/",
            "{\"id\":" + id + ",\"image\":\"vastai/base:2.0\"}"));
    succeeds(box.put("/api/v0/instances/prepay/" + id + "/", "{\"amount\":5.0}"));
    assertThat(box.get("/api/v0/instances/balance/" + id + "/?owner=me").status()).isEqualTo(200);
    assertThat(box.post("/api/v0/instances/take_snapshot/" + id + "/", "{}").status())
        .isEqualTo(400);
    succeeds(
        box.send(
            "DELETE", "/api/v0/instances/", "{\"instance_ids\":" + ids + "}", box.market.apiKey()));
    assertThat(box.market.inspect().instances()).isZero();
  }

  @Test
  void changesABidOfAnInterruptibleInstanceOnly() {
    long offer = box.anOffer().path("id").longValue();
    Answer made = box.put("/api/v0/asks/" + offer, "{\"image\":\"a\",\"price\":0.9}");
    String id = made.json().path("new_contract").asString();
    String path = "/api/v0/instances/bid_price/";

    succeeds(box.put(path + id + "/", "{\"client_id\":\"me\",\"price\":1.5}"));
    assertThat(box.instance(Long.parseLong(id)).path("dph_base").doubleValue()).isEqualTo(1.5);
    assertThat(box.instance(Long.parseLong(id)).path("is_bid").booleanValue()).isTrue();
    assertThat(box.put(path + id + "/", "{\"price\":33}").status()).isEqualTo(400);
    assertThat(box.put(path + box.rent("on-demand") + "/", "{\"price\":1}").status())
        .isEqualTo(400);
  }

  @Test
  void readsWhatThereIsNothingOf() {
    for (String path :
        new String[] {
          "/api/v0/volumes?owner=me&type=all_volume",
          "/api/v0/users/me/ipaddrs?owner=me",
          "/api/v0/subaccounts?owner=me",
          "/api/v0/users/cloud_integrations/",
          "/api/v0/template/?select_cols=" + MarketBox.encode("[\"*\"]"),
          "/api/v0/users/me/invoices?owner=me&sdate=1&edate=2&inc_charges=true",
          "/api/v0/instances/filters/",
          "/api/v0/gpu_names/unique/"
        }) {
      assertThat(box.get(path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void portsAskedForAsTheSameInsideAndOutsideAreSo() {
    String order = MarketBox.order("same").replace("-p 8188:8188", "-p 70000:70000");
    box.put("/api/v0/asks/" + box.anOffer().path("id"), order);
    box.pass(MarketBox.BOOT + 1);
    JsonNode row = box.get("/api/v1/instances/").json().path("instances").path(0);
    String real =
        box.machines
            .of(row.path("id").longValue())
            .spec
            .environment()
            .getOrDefault("VAST_TCP_PORT_70000", "");

    assertThat(row.path("ports").path(real + "/tcp").path(0).path("HostPort").asString())
        .isEqualTo(real)
        .isNotEmpty();
  }

  private static void succeeds(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("success").booleanValue()).as(answer.text()).isTrue();
  }

  private JsonNode row(long id) {
    String query =
        "?select_filters={}&order_by="
            + MarketBox.encode("[{\"col\": \"id\", \"dir\": \"asc\"}]")
            + "&limit=25&api_key="
            + box.market.apiKey();
    for (JsonNode row :
        box.get("/api/v1/instances/" + query.replace("{}", "%7B%7D")).json().path("instances")) {
      if (row.path("id").longValue() == id) {
        return row;
      }
    }
    throw new AssertionError("instance " + id + " is not listed");
  }

  /** How the command line reads {@code extra_env}. */
  private static Map<String, String> environment(JsonNode row) {
    Map<String, String> env = new LinkedHashMap<>();
    row.path("extra_env").forEach(p -> env.put(p.path(0).asString(), p.path(1).asString()));
    return env;
  }

  /** How {@code vastai ssh-url} finds the address. */
  private static String sshUrl(JsonNode row) {
    JsonNode direct = row.path("ports").path("22/tcp").path(0);
    String host = row.path("public_ipaddr").asString().strip();
    int port = direct.path("HostPort").asInt(-1);
    if (direct.isMissingNode()) {
      host = row.path("ssh_host").asString();
      boolean jupyter = row.path("image_runtype").asString().contains("jupyter");
      port = row.path("ssh_port").isNumber() ? row.path("ssh_port").intValue() : -1;
      port += port > 0 && jupyter ? 1 : 0;
    }
    return port > 0 ? "ssh://root@" + host + ":" + port : "error: ssh port not found";
  }
}
