package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sortie.practice.MarketBox.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class PriceIncreaseTest {
  private static final String ALL = "/api/v0/instances/pending-price-increases/";
  private static final String ACCEPT = "/api/v0/instances/accept-price-increase/";
  private static final String REJECT = "/api/v0/instances/reject-price-increase/";

  @TempDir Path folder;
  private MarketBox box;
  private long id;

  @BeforeEach
  void open() {
    box = MarketBox.open(folder);
    id = box.boot("dearer");
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void isListedWithOldAndNewPriceAndTheEndThatItWaitsFor() {
    ask();
    JsonNode body = box.get(ALL).json();
    JsonNode row = body.path("pending_price_increases").path(0);

    assertThat(body.path("success").booleanValue()).isTrue();
    assertThat(body.path("count").intValue()).isEqualTo(1);
    assertThat(body.path("truncated").booleanValue()).isFalse();
    assertThat(row.path("contract_id").longValue()).isEqualTo(id);
    assertThat(row.path("old_gpu_costpersec").doubleValue() * 3600)
        .isCloseTo(box.instance(id).path("dph_base").doubleValue(), within(1e-9));
    assertThat(row.path("new_gpu_costpersec").doubleValue())
        .isCloseTo(row.path("old_gpu_costpersec").doubleValue() * 1.5, within(1e-12));
    assertThat(row.path("new_disk_ram_costpersec").isNull()).isTrue();
    assertThat(row.path("contract_end_date").doubleValue())
        .isEqualTo(box.instance(id).path("end_date").doubleValue());
  }

  @Test
  void costsNothingUntilTheContractEndsAndNothingEverIfItIsNotAccepted() {
    double price = price();
    ask();
    box.pass(3600);
    assertThat(price()).isEqualTo(price);

    assertThat(answer(REJECT).json().path("contract_id").longValue()).isEqualTo(id);
    assertThat(box.get(ALL).json().path("pending_price_increases")).isEmpty();
    toTheEnd();
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("exited");
    assertThat(price()).isEqualTo(price);
  }

  @Test
  void isPaidAfterTheOldEndOnceItIsAccepted() {
    double price = price();
    ask();
    Answer accepted = answer(ACCEPT);
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(price()).isEqualTo(price);
    toTheEnd();

    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");
    assertThat(box.instance(id).path("dph_base").doubleValue())
        .isCloseTo(price * 1.5, within(1e-9));
  }

  @Test
  void whatIsNotPendingAnyMoreIsNotFoundAndMoreThanTheNumberIsRefused() {
    ask();
    String number = number();
    assertThat(box.put(REJECT, "{\"pending_price_increase_id\":" + number + ",\"a\":1}").status())
        .isEqualTo(400);
    box.delete("/api/v0/instances/" + id + "/");

    Answer gone = box.put(REJECT, "{\"pending_price_increase_id\":" + number + "}");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json().path("error").asString()).isEqualTo("no_pending_price_increase");
  }

  @Test
  void isStillPendingAfterARestart() {
    ask();
    String number = number();
    box.close();
    box = box.reopened(folder, 60);

    assertThat(number()).isEqualTo(number);
  }

  @Test
  void aFaultMakesHostsAsk() {
    box.fault("price_increase_pending label=asked seconds=100");
    box.rent("asked");
    assertThat(box.get(ALL).json().path("count").intValue()).isZero();
    box.pass(101);

    assertThat(box.get(ALL).json().path("count").intValue()).isEqualTo(1);
  }

  private void ask() {
    box.post("/practice/v1/instances/" + id + "/price-increase", "{\"factor\":1.5}");
  }

  private String number() {
    return box.get(ALL)
        .json()
        .path("pending_price_increases")
        .path(0)
        .path("pending_price_increase_id")
        .asString();
  }

  private Answer answer(String path) {
    return box.put(path, "{\"pending_price_increase_id\":" + number() + "}");
  }

  private double price() {
    return box.instance(id).path("dph_base").doubleValue();
  }

  private void toTheEnd() {
    box.post("/practice/v1/credit", "{\"credit\":100000}");
    box.pass(box.instance(id).path("duration").doubleValue() + 1);
    box.instance(id);
  }
}
