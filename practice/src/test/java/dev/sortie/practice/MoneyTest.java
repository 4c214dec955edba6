package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sortie.practice.machine.Traffic;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class MoneyTest {
  private static final Offset<Double> EXACT = within(1e-7);

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

  private double spent() {
    return box.market.inspect().spentDollars();
  }

  @Test
  void gpuOnlyWhileRunningDiskFromCreation() {
    long id = box.boot("money");
    JsonNode instance = box.instance(id);
    double gpu = instance.path("dph_base").doubleValue();
    double disk = 20 * instance.path("storage_cost").doubleValue() / 720;
    double boot = disk * 11 / 3600;
    assertThat(spent()).isCloseTo(boot, EXACT);

    box.pass(3600);
    assertThat(spent()).isCloseTo(boot + gpu + disk, EXACT);

    box.put("/api/v0/instances/" + id, "{\"state\":\"stopped\"}");
    box.pass(3600);
    assertThat(spent()).isCloseTo(boot + gpu + 2 * disk, EXACT);
    assertThat(box.instance(id).path("instance").path("totalHour").doubleValue())
        .isCloseTo(disk, EXACT);

    box.delete("/api/v0/instances/" + id);
    box.pass(3600);
    assertThat(spent()).isCloseTo(boot + gpu + 2 * disk, EXACT);
    assertThat(box.credit()).isCloseTo(25 - boot - gpu - 2 * disk, EXACT);
  }

  @Test
  void nothingForAnOfflineHost() {
    long id = box.boot("offline");
    box.post("/practice/v1/instances/" + id + "/offline", "{}");
    double before = spent();
    box.pass(3600);

    assertThat(spent()).isEqualTo(before);
  }

  @Test
  void trafficBothWaysAndTheChargesExplainEverything() {
    long id = box.boot("traffic");
    JsonNode instance = box.instance(id);
    box.machines.of(id).traffic = new Traffic(3_000_000_000L, 500_000_000L);
    box.pass(100);
    box.delete("/api/v0/instances/" + id);

    String path =
        "/api/v0/charges/?format=table&latest_first=true&limit=100&select_filters="
            + MarketBox.encode(
                "{\"day\":{\"gte\":0,\"lte\":2000000000},\"type\":{\"in\":[\"instance\"]}}");
    JsonNode row = box.get(path).json().path("results").path(0);
    assertThat(row.path("source").asString()).isEqualTo("instance-" + id);
    assertThat(row.path("metadata").path("label").asString()).isEqualTo("traffic");
    double items = 0;
    for (JsonNode item : row.path("items")) {
      items += item.path("amount").doubleValue();
    }
    assertThat(items).isCloseTo(row.path("amount").doubleValue(), EXACT);
    assertThat(row.path("amount").doubleValue()).isCloseTo(spent(), EXACT);
    assertThat(row.path("items").path(2).path("type").asString()).isEqualTo("bwd");
    assertThat(row.path("items").path(2).path("amount").doubleValue())
        .isCloseTo(3 * instance.path("inet_down_cost").doubleValue(), EXACT);
    assertThat(row.path("items").path(3).path("amount").doubleValue())
        .isCloseTo(0.5 * instance.path("inet_up_cost").doubleValue(), EXACT);
  }

  @Test
  void chargesNeedADayRangeAndInvoicesFailWith200() {
    assertThat(box.get("/api/v0/charges/").status()).isEqualTo(400);
    MarketBox.Answer invoices = box.get("/api/v1/invoices/");
    assertThat(invoices.status()).isEqualTo(200);
    assertThat(invoices.json().path("success").booleanValue()).isFalse();
    String filters = MarketBox.encode("{\"when\":{\"gte\":0,\"lte\":2000000000}}");
    assertThat(
            box.get("/api/v1/invoices/?select_filters=" + filters)
                .json()
                .path("results")
                .path(0)
                .path("amount")
                .doubleValue())
        .isEqualTo(-25);
  }

  @Test
  void chargesAreLimitedToTheDaysAskedFor() {
    long id = box.boot("days");
    box.pass(86_400);
    box.delete("/api/v0/instances/" + id);
    double first = charged(0, 1_795_046_399);
    double second = charged(1_795_046_400, 2_000_000_000);

    assertThat(first).isPositive();
    assertThat(second).isPositive();
    assertThat(first + second).isCloseTo(spent(), EXACT);
  }

  private double charged(long from, long to) {
    String filters = "{\"day\":{\"gte\":" + from + ",\"lte\":" + to + "}}";
    return box.get("/api/v0/charges/?select_filters=" + MarketBox.encode(filters))
        .json()
        .path("results")
        .path(0)
        .path("amount")
        .doubleValue();
  }

  @Test
  void atZeroCreditEverythingStopsAndNothingCanBeRented() {
    long id = box.boot("broke");
    box.post("/practice/v1/credit", "{\"credit\":0.01}");
    box.pass(36_000);

    assertThat(box.instance(id).path("intended_status").asString()).isEqualTo("stopped");
    MarketBox.Answer refused =
        box.put("/api/v0/asks/" + box.anOffer().path("id"), MarketBox.order("no"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asString()).isEqualTo("insufficient_credit");
    box.post("/practice/v1/credit", "{\"credit\":5}");
    assertThat(box.credit()).isCloseTo(5, EXACT);
  }

  @Test
  void aContractEndsWithItsOffer() {
    box.post("/practice/v1/credit", "{\"credit\":100000}");
    long id = box.boot("end");
    box.pass(box.instance(id).path("duration").doubleValue() + 1);

    assertThat(box.instance(id).path("cur_state").asString()).isEqualTo("stopped");
    assertThat(
            box.put("/api/v0/instances/" + id, "{\"state\":\"running\"}")
                .json()
                .path("success")
                .booleanValue())
        .isFalse();
  }
}
