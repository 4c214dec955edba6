package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class SearchTest {
  /** What the official command line sends for the query of the voice-tools recipe. */
  private static final String VOICE_TOOLS =
      """
      {"verified":{"eq":true},"external":{"eq":false},"rentable":{"eq":true},
       "reliability":{"gt":"0.98"},"gpu_ram":{"gte":20000.0},"compute_cap":{"gte":"700"},
       "inet_down":{"gte":"200"},"disk_space":{"gte":"50"},"rented":{"eq":false},
       "order":[["dph_total","asc"]],"type":"on-demand","allocated_storage":60.0}
      """;

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
  void findsCheapMachinesForTheVoiceToolsQuery() {
    JsonNode offers = box.offers(VOICE_TOOLS);

    assertThat(offers.size()).isGreaterThanOrEqualTo(12);
    double before = 0;
    for (JsonNode offer : offers) {
      assertThat(offer.path("reliability").doubleValue()).isGreaterThan(0.98);
      assertThat(offer.path("gpu_ram").intValue()).isGreaterThanOrEqualTo(20_000);
      assertThat(offer.path("verification").asString()).isEqualTo("verified");
      assertThat(offer.path("dph_total").doubleValue()).isGreaterThanOrEqualTo(before);
      before = offer.path("dph_total").doubleValue();
    }
    assertThat(offers.path(0).path("dph_total").doubleValue()).isLessThan(0.2);
  }

  @Test
  void bothFormsGiveTheSameOffers() {
    JsonNode flat = box.offers(VOICE_TOOLS);
    JsonNode nested =
        box.put("/api/v0/search/asks/", "{\"select_cols\":[\"*\"],\"q\":" + VOICE_TOOLS + "}")
            .json()
            .path("offers");

    assertThat(nested).isEqualTo(flat);
  }

  @Test
  void neverAnswersWithMoreThan64() {
    assertThat(box.offers("{\"limit\":3000}").size()).isEqualTo(64);
    assertThat(box.offers("{}").size()).isEqualTo(64);
    assertThat(box.offers("{\"limit\":\"3\"}").size()).isEqualTo(3);
  }

  @Test
  void hasAtLeast300OffersWhenPagedByPrice() {
    Set<Long> seen = new HashSet<>();
    double from = 0;
    int before = -1;
    while (seen.size() > before) {
      before = seen.size();
      JsonNode page =
          box.offers("{\"order\":[[\"dph_total\",\"asc\"]],\"dph_total\":{\"gte\":" + from + "}}");
      for (JsonNode offer : page) {
        seen.add(offer.path("id").longValue());
        from = offer.path("dph_total").doubleValue();
      }
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(300);
  }

  @Test
  void priceContainsTheDiskAskedFor() {
    JsonNode small = box.offers("{\"allocated_storage\":10,\"limit\":1}").path(0);
    JsonNode usual = box.offers("{\"ask_contract_id\":{\"eq\":" + small.path("id") + "}}").path(0);

    double storage = small.path("storage_cost").doubleValue();
    double base = small.path("dph_base").doubleValue();
    assertThat(small.path("dph_total").doubleValue())
        .isCloseTo(base + 10 * storage / 720, within(1e-9));
    assertThat(usual.path("dph_total").doubleValue())
        .isCloseTo(base + 8 * storage / 720, within(1e-9));
  }

  @Test
  void needsNoKey() {
    assertThat(box.send("POST", "/api/v0/bundles", "{}", null).status()).isEqualTo(200);
    assertThat(box.send("GET", "/api/v0/gpu_names/unique/", null, null).text())
        .contains("\"RTX 4090\"");
  }

  @Test
  void aBareScalarIsABadRequest() {
    MarketBox.Answer answer = box.post("/api/v0/bundles/", "{\"gpu_name\":\"RTX 4090\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asString()).isEqualTo("bad_request");
    assertThat(answer.json().path("msg").asString())
        .isEqualTo("q.gpu_name: Input should be a valid dictionary");
  }

  @Test
  void keepsTheQuirksOfFilters() {
    long id = box.anOffer().path("id").longValue();

    assertThat(box.offers("{\"id\":{\"eq\":" + id + "}}").size()).isZero();
    assertThat(box.offers("{\"ask_contract_id\":{\"eq\":" + id + "}}").size()).isEqualTo(1);
    assertThat(box.offers("{\"no_such_field\":{\"gte\":9}}").size()).isEqualTo(64);
    assertThat(box.offers("{\"rented\":{\"eq\":true}}").size()).isEqualTo(64);
  }

  @Test
  void filtersByEveryOperator() {
    assertThat(names("{\"gpu_name\":{\"in\":[\"RTX 4090\",\"RTX 5090\"]}}"))
        .containsOnly("RTX 4090", "RTX 5090");
    assertThat(names("{\"gpu_name\":{\"eq\":\"RTX 4090\"}}")).containsOnly("RTX 4090");
    assertThat(names("{\"gpu_name\":{\"eq\":\"RTX_4090\"}}")).isEmpty();
    assertThat(names("{\"gpu_name\":{\"notin\":[\"RTX 4090\"]}}"))
        .isNotEmpty()
        .doesNotContain("RTX 4090");
    assertThat(names("{\"gpu_ram\":{\"gt\":81000,\"lte\":\"81920\"}}"))
        .containsOnly("A100 PCIE", "A100 SXM4", "H100 SXM");
    assertThat(names("{\"driver_version\":{\"gte\":575000000}}"))
        .containsOnly("RTX 5080", "RTX 5090");
    assertThat(box.offers("{\"geolocation\":{\"eq\":\"SE\"}}"))
        .isNotEmpty()
        .allMatch(offer -> offer.path("geolocation").asString().endsWith(", SE"));
    assertThat(box.offers("{\"datacenter\":{\"eq\":true}}"))
        .isNotEmpty()
        .allMatch(offer -> offer.path("hosting_type").intValue() == 1);
  }

  @Test
  void aBidSearchShowsTheLowestBid() {
    JsonNode offer = box.offers("{\"type\":\"bid\",\"limit\":1,\"allocated_storage\":0}").path(0);

    assertThat(offer.path("is_bid").booleanValue()).isTrue();
    assertThat(offer.path("dph_total")).isEqualTo(offer.path("min_bid"));
  }

  private Set<String> names(String query) {
    Set<String> names = new HashSet<>();
    box.offers(query).forEach(offer -> names.add(offer.path("gpu_name").asString()));
    return names;
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
