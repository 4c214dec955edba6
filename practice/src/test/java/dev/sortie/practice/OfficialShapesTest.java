package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.practice.MarketBox.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Shapes and refusals that vast.ai's own command line and other clients rely on. Source: the public
 * vast-ai/vast-cli repository and its documentation.
 */
final class OfficialShapesTest {
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
  void invoicesCarryTheFieldsThatTheirTableNames() {
    String filters = MarketBox.encode("{\"when\":{\"gte\":0,\"lte\":1900000000}}");
    JsonNode row =
        box.get("/api/v1/invoices/?select_filters=" + filters).json().path("results").path(0);

    assertThat(row.path("metadata").path("invoice_id").isIntegralNumber()).isTrue();
    assertThat(row.path("metadata").path("service").asString()).isNotEmpty();
    assertThat(row.path("type").asString()).isEqualTo("credit");
    assertThat(row.path("amount").doubleValue()).isEqualTo(-25);
    assertThat(row.path("start").isIntegralNumber()).isTrue();
    assertThat(row.path("items").isArray()).isTrue();
  }

  @Test
  void invoicesOfAnotherServiceAreFilteredOut() {
    String filters =
        MarketBox.encode(
            "{\"when\":{\"gte\":0,\"lte\":1900000000},\"service\":{\"in\":[\"bitpay\"]}}");

    assertThat(box.get("/api/v1/invoices/?select_filters=" + filters).json().path("results"))
        .isEmpty();
  }

  @Test
  void anEnvironmentThatIsAStringIsRefused() {
    Answer answer = create("{\"image\":\"a\",\"env\":\"-e A=b\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("msg").asString()).contains("env must be a dict");
    assertThat(create("{\"image\":\"a\",\"env\":null}").status()).isEqualTo(200);
  }

  @Test
  void aFlagThatIsStoredAsANumberMatchesTrue() {
    assertThat(box.offers("{\"has_avx\":{\"eq\":true}}")).hasSize(64);
    assertThat(box.offers("{\"has_avx\":{\"eq\":1}}")).hasSize(64);
    assertThat(box.offers("{\"has_avx\":{\"eq\":false}}")).isEmpty();
    assertThat(box.offers("{\"has_avx\":{\"neq\":true}}")).isEmpty();
  }

  @Test
  void aBidWithoutAPriceTakesOneThatWins() {
    JsonNode offer = box.anOffer();
    Answer made =
        box.put("/api/v0/asks/" + offer.path("id") + "/", "{\"image\":\"a\",\"price\":0.9}");
    long id = made.json().path("new_contract").longValue();
    String path = "/api/v0/instances/bid_price/" + id + "/";

    assertThat(box.put(path, "{\"client_id\":\"me\",\"price\":null}").status()).isEqualTo(200);
    assertThat(box.instance(id).path("dph_base").doubleValue())
        .isEqualTo(offer.path("min_bid").doubleValue());
    assertThat(box.put(path, "{\"price\":0}").status()).isEqualTo(400);
  }

  @Test
  void volumesAskedForAreRefusedAndNothingIsRented() {
    for (String asked :
        new String[] {
          "{\"image\":\"a\",\"volume_info\":{\"create_new\":true,\"volume_id\":1,\"size\":5}}",
          "{\"image\":\"a\",\"env\":{\"-v data:/mnt\":\"1\"}}"
        }) {
      Answer answer = create(asked);
      assertThat(answer.status()).as(asked).isEqualTo(400);
      assertThat(answer.json().path("msg").asString()).contains("no volumes");
    }
    assertThat(box.put("/api/v0/volumes/", "{\"id\":1,\"size\":5}").status()).isEqualTo(400);
    assertThat(box.market.inspect().instances()).isZero();
  }

  @Test
  void invalidJsonHasAStatusOfItsOwn() {
    assertThat(box.put("/api/v0/instances/command/1/", "{\"command\":").status()).isEqualTo(483);
  }

  @Test
  void columnsThatNobodyKnowsComeBackAsNull() {
    box.rent("columns");
    String columns = MarketBox.encode("[\"id\",\"flavour\"]");
    JsonNode row =
        box.get("/api/v1/instances/?select_cols=" + columns).json().path("instances").path(0);

    assertThat(row.propertyNames()).containsExactlyInAnyOrder("id", "flavour");
    assertThat(row.path("flavour").isNull()).isTrue();
  }

  @Test
  void instancesTellTheirFlopsForADollar() {
    long id = box.rent("flops");

    assertThat(box.instance(id).path("flops_per_dphtotal").doubleValue()).isPositive();
  }

  @Test
  void portsOfUdpAreMappedAndNamed() {
    String order =
        MarketBox.order("udp")
            .replace(
                "\"-p 8188:8188\":\"1\"",
                "\"-p 5000:5000/udp\":\"1\",\"-p 70001:70001/udp\":\"1\"");
    box.put("/api/v0/asks/" + box.anOffer().path("id"), order);
    box.pass(MarketBox.BOOT + 1);
    JsonNode row = box.get("/api/v1/instances/").json().path("instances").path(0);
    var environment = box.machines.of(row.path("id").longValue()).spec.environment();
    String real = environment.getOrDefault("VAST_UDP_PORT_70001", "");

    assertThat(row.path("ports").path("5000/udp").path(0).path("HostPort").asString())
        .isEqualTo("5000")
        .isEqualTo(environment.get("VAST_UDP_PORT_5000"));
    assertThat(row.path("ports").path(real + "/udp").path(0).path("HostPort").asString())
        .isEqualTo(real)
        .isNotEmpty();
    assertThat(environment).doesNotContainKey("VAST_TCP_PORT_70001");
  }

  @Test
  void itemsOfAChargeHaveTheFieldsOfTheCharge() {
    box.boot("charged");
    box.pass(3600);
    String filters = MarketBox.encode("{\"day\":{\"gte\":1794900000,\"lte\":1796000000}}");
    JsonNode row =
        box.get("/api/v0/charges/?select_filters=" + filters).json().path("results").path(0);

    assertThat(row.path("items")).hasSize(2);
    for (JsonNode node : new JsonNode[] {row, row.path("items").path(0)}) {
      assertThat(node.path("start").isIntegralNumber()).isTrue();
      assertThat(node.path("end").longValue()).isGreaterThan(node.path("start").longValue());
      assertThat(node.path("source").asString()).startsWith("instance-");
      assertThat(node.path("metadata").isObject()).isTrue();
      assertThat(node.path("items").isArray()).isTrue();
    }
  }

  @Test
  void whatIsReadOnlyIsThere() {
    long id = box.rent("there");
    box.rent("too");

    assertThat(box.get("/api/v0/commands/schedule_job/").json().isArray()).isTrue();
    assertThat(box.get("/api/v0/benchmarks?limit=5").json().path("benchmarks").isArray()).isTrue();
    assertThat(box.get("/api/v0/tfa/status/").json().path("tfa_enabled").isBoolean()).isTrue();
    assertThat(box.get("/api/v0/instances/count/").json().path("count").intValue()).isEqualTo(2);
    assertThat(box.get("/api/v1/counts/").json().path("instances").intValue()).isEqualTo(2);
    JsonNode lite = box.get("/api/v1/instances/lite/?limit=1").json();
    assertThat(lite.path("instances").path(0).path("id").longValue()).isEqualTo(id);
    assertThat(lite.path("instances").path(0).has("onstart")).isFalse();
    assertThat(lite.path("next_token").isString()).isTrue();
  }

  @Test
  void kindsOfCardsAreReadWithoutAKey() {
    JsonNode types = box.send("GET", "/api/v0/gpu_types/", null, null).json().path("gpu_types");

    assertThat(types.valueStream().map(type -> type.path("canonical_name").asString()))
        .contains("RTX 4090", "H100 SXM");
    assertThat(types.path(0).path("gpu_ram_mb").intValue()).isGreaterThan(1000);
  }

  @Test
  void keysAreListedWithoutTheirText() {
    Answer answer = box.get("/api/v0/auth/apikeys/");
    JsonNode key = answer.json().path("apikeys").path(0);

    assertThat(key.path("key").isNull()).isTrue();
    assertThat(answer.text()).doesNotContain(box.market.apiKey());
    assertThat(box.get("/api/v0/auth/apikeys/" + key.path("id") + "/").json()).isEqualTo(key);
    assertThat(box.get("/api/v0/auth/apikeys/5/").status()).isEqualTo(400);
  }

  @Test
  void theAuditLogHoldsWhatWasChanged() {
    box.get("/api/v0/users/current/");
    long id = box.rent("audited");
    box.delete("/api/v0/instances/" + id + "/");
    JsonNode rows = box.get("/api/v0/audit_logs/").json();

    assertThat(rows.valueStream().map(row -> row.path("api_route").asString()))
        .contains("DELETE /api/v0/instances/" + id)
        .noneMatch(route -> route.startsWith("GET"));
  }

  @Test
  void invoicesAreSearchedByWhatTheyHold() {
    String some = MarketBox.encode("{\"amount_cents\":{\"gt\":\"1000\"}}");
    String none = MarketBox.encode("{\"amount_cents\":{\"gt\":9000}}");
    JsonNode found = box.get("/api/v0/invoices?select_filters=" + some).json();

    assertThat(found).hasSize(1);
    assertThat(found.path(0).path("amount_cents").intValue()).isEqualTo(2500);
    assertThat(box.get("/api/v0/invoices?select_filters=" + none).json()).isEmpty();
  }

  private Answer create(String body) {
    return box.put("/api/v0/asks/" + box.anOffer().path("id") + "/", body);
  }
}
