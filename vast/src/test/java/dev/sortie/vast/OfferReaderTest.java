package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.sortie.core.market.Offer;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class OfferReaderTest {
  static final String SAMPLE =
      """
      {"id":21348645,"ask_contract_id":21348645,"machine_id":37228,"hosting_type":0,
       "gpu_name":"RTX 5090","num_gpus":1,"gpu_ram":32607,"compute_cap":1200,"cuda_max_good":12.8,
       "cpu_cores":24,"cpu_cores_effective":12,"cpu_ram":64000,"disk_space":2973.7,
       "inet_down":2118.0,"inet_up":2241.5,"inet_down_cost":0.001953125,"inet_up_cost":0.0015,
       "internet_down_cost_per_tb":2,"dph_base":0.105333,"dph_total":0.115704,
       "storage_cost":0.93333,"dlperf":141.77,"reliability":0.9964528,"duration":3149474.36,
       "verification":"verified","verified":true,"rentable":true,"rented":false,"external":false,
       "geolocation":"Ontario, CA","direct_port_count":499}
      """;

  private static Optional<Offer> read(JsonNode node) {
    return new OfferReader(8).read(node);
  }

  private static ObjectNode sample() {
    return (ObjectNode) Fixtures.json(SAMPLE);
  }

  @Test
  void readsTheSample() {
    Offer offer = read(sample()).orElseThrow();
    assertThat(offer.id().value()).isEqualTo(21348645);
    assertThat(offer.machine().value()).isEqualTo(37228);
    assertThat(offer.gpuName()).isEqualTo("RTX 5090");
    assertThat(offer.gpuMegabytes()).isEqualTo(32607);
    assertThat(offer.computeCapability()).isEqualTo(1200);
    assertThat(offer.cpuCores()).isEqualTo(12);
    assertThat(offer.memoryGigabytes()).isEqualTo(32);
    assertThat(offer.verified()).isTrue();
    assertThat(offer.datacenter()).isFalse();
    assertThat(offer.location()).isEqualTo("Ontario, CA");
    assertThat(offer.remaining()).isEqualTo(Duration.ofSeconds(3149474));
    assertThat(offer.gpuPerHour()).isEqualTo(Usd.of("0.105333"));
    assertThat(offer.storagePerGigabyteMonth()).isEqualTo(Usd.of("0.93333"));
    assertThat(offer.downPerGigabyte()).isEqualTo(Usd.of("0.001953125"));
    assertThat(offer.dlperf()).contains(141.77);
    assertThat(offer.rates(8).perHour().dollars().doubleValue()).isCloseTo(0.115703, offset(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.15, 15})
  void aFeeOfTheMarketCountsInEveryPrice(double fee) {
    Offer offer = read(sample().put("platform_fee", fee)).orElseThrow();
    Offer bare = read(sample()).orElseThrow();
    assertThat(offer.gpuPerHour()).isEqualTo(bare.gpuPerHour().times(1.15));
    assertThat(offer.storagePerGigabyteMonth())
        .isEqualTo(bare.storagePerGigabyteMonth().times(1.15));
    assertThat(offer.downPerGigabyte()).isEqualTo(bare.downPerGigabyte().times(1.15));
    assertThat(offer.upPerGigabyte()).isEqualTo(bare.upPerGigabyte().times(1.15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 100, 1e9})
  void anOfferWithAFeeThatMakesNoSenseIsLeftOut(double fee) {
    assertThat(read(sample().put("platform_fee", fee))).isEmpty();
  }

  @Test
  void readsNumbersThatComeAsText() {
    ObjectNode offer = sample();
    offer.put("dph_base", " 0.2 ").put("ask_contract_id", "77").put("num_gpus", "2");
    assertThat(read(offer).orElseThrow().gpuPerHour()).isEqualTo(Usd.of("0.2"));
    assertThat(read(offer).orElseThrow().id().value()).isEqualTo(77);
    assertThat(read(offer).orElseThrow().gpuCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "machine_id", "gpu_name", "cpu_cores", "cpu_cores_effective", "geolocation", "dlperf",
        "duration", "hosting_type", "verified", "verification", "reliability", "disk_space"
      })
  void toleratesNullAndAbsence(String field) {
    ObjectNode nulled = sample();
    nulled.putNull(field);
    assertThat(read(nulled)).isPresent();
    ObjectNode removed = sample();
    removed.remove(field);
    assertThat(read(removed)).isPresent();
  }

  @Test
  void dropsWhatHasNoNumberOrNoPrice() {
    ObjectNode nameless = sample();
    nameless.remove("id");
    nameless.putNull("ask_contract_id");
    assertThat(read(nameless)).isEmpty();
    ObjectNode priceless = sample();
    priceless.remove("dph_base");
    priceless.remove("dph_total");
    assertThat(read(priceless)).isEmpty();
    ObjectNode noUpload = sample();
    noUpload.putNull("inet_up_cost");
    assertThat(read(noUpload)).isEmpty();
    assertThat(read(sample().put("dph_base", -1))).isEmpty();
    assertThat(read(sample().put("dph_base", 1e300))).isEmpty();
    assertThat(read(Fixtures.json("[]"))).isEmpty();
    assertThat(read(Fixtures.json("null"))).isEmpty();
  }

  @Test
  void worksOutAPriceThatIsShownInAnotherWay() {
    ObjectNode offer = sample();
    offer.remove("dph_base");
    offer.putNull("inet_down_cost");
    Offer read = read(offer).orElseThrow();
    assertThat(read.gpuPerHour().dollars().doubleValue()).isCloseTo(0.105333, offset(1e-5));
    assertThat(read.downPerGigabyte()).isEqualTo(Usd.of("0.001953125"));
  }
}
