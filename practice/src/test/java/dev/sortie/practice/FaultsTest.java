package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.practice.MarketBox.Answer;
import dev.sortie.practice.faults.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

final class FaultsTest {
  private static final String LIST = "/api/v1/instances/";

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

  private Answer create(String label) {
    return box.put("/api/v0/asks/" + box.anOffer().path("id"), MarketBox.order(label));
  }

  private JsonNode listed() {
    return box.get(LIST).json().path("instances");
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void everyFaultIsDocumentedAndCanBeSwitchedOn(FaultKind kind) {
    box.fault(kind.wire() + " label=nothing-has-this-label route=/nowhere");

    JsonNode faults = box.get("/practice/v1/faults").json();
    assertThat(faults.path("faults").path(0).path("fault").asString()).isEqualTo(kind.wire());
    assertThat(faults.path("kinds").path(kind.wire()).asString()).hasSizeGreaterThan(10);
  }

  @Test
  void createCanNameTheInstanceOfAnother() {
    long strangers = create("strangers").json().path("new_contract").asLong();
    box.fault("create_names_another times=1\ncreate_names_another_only nth=2 times=1");
    Answer rents = create("ours");
    assertThat(rents.json().path("success").asBoolean()).isTrue();
    assertThat(rents.json().path("new_contract").asLong()).isEqualTo(strangers);
    assertThat(listed()).hasSize(2);
    create("more");
    assertThat(listed()).hasSize(2);
  }

  @Test
  void aReadCanShowTheRecordOfAnotherOrNoLabel() {
    long first = create("first").json().path("new_contract").asLong();
    create("second");
    box.fault("look_shows_another times=1\nlabel_missing route=/api/v0 times=1");
    String one = "/api/v0/instances/" + first + "/";
    JsonNode swapped = box.get(one).json().path("instances");
    assertThat(swapped.path("id").asLong()).isNotEqualTo(first);
    assertThat(swapped.path("label").isNull()).isTrue();
    assertThat(box.get(one).json().path("instances").path("label").asString()).isEqualTo("first");
    box.fault("label_missing route=/api/v1");
    assertThat(listed()).allMatch(row -> row.path("label").isNull());
  }

  @Test
  void aBadFaultIsNamedWithItsLine() {
    Answer answer =
        box.post("/practice/v1/faults", "{\"text\":\"offer_gone\\nno_such times=1\\nbanner x=1\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("msg").asString())
        .isEqualTo("line 2: no such fault: no_such\nline 3: no such setting: x");
    assertThat(box.get("/practice/v1/faults").json().path("faults")).isEmpty();
  }

  @Test
  void anInstancesOwnKeyMayNotReadAndTheAccountsMay() {
    Answer made = create("mine");
    String own = "/api/v0/instances/" + made.json().path("new_contract").longValue() + "/";
    String key = made.json().path("instance_api_key").stringValue();
    box.fault("instance_key_refused method=GET");

    Answer refused = box.send("GET", own, null, key);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("error").asString()).isEqualTo("auth_error");
    assertThat(box.send("PUT", own, "{\"state\":\"running\"}", key).status()).isEqualTo(200);
    assertThat(box.get(own).status()).isEqualTo(200);
  }

  @Test
  void createErrorsYetRents() {
    box.fault("create_errors_but_rents times=1");

    assertThat(create("lost").status()).isEqualTo(500);
    assertThat(listed().path(0).path("label").asString()).isEqualTo("lost");
  }

  @Test
  void createTimesOutAndTheInstanceAppearsLater() {
    box.fault("create_times_out_then_appears times=1 seconds=30");

    assertThatThrownBy(() -> create("late")).isInstanceOf(UncheckedIOException.class);
    assertThat(listed()).isEmpty();
    box.pass(29);
    assertThat(listed()).isEmpty();
    box.pass(2);
    assertThat(listed().path(0).path("label").asString()).isEqualTo("late");
    assertThat(box.market.inspect().spentDollars()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "insufficient_credit, 400, insufficient_credit",
    "spend_rate_limit, 400, spend_rate_limit",
    "offer_gone, 410, no_such_ask",
    "gpu_unavailable, 410, no_such_ask"
  })
  void createIsRefused(String fault, int status, String code) {
    box.fault(fault + " times=1");

    Answer refused = create("no");
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().path("error").asString()).isEqualTo(code);
    assertThat(listed()).isEmpty();
    assertThat(create("yes").status()).isEqualTo(200);
  }

  @Test
  void anUnavailableGpuLeavesAStoppedInstanceWhenNotCancelled() {
    box.fault("gpu_unavailable");
    box.put(
        "/api/v0/asks/" + box.anOffer().path("id"),
        MarketBox.order("left").replace("\"cancel_unavail\":true", "\"cancel_unavail\":false"));

    assertThat(listed().path(0).path("intended_status").asString()).isEqualTo("stopped");
  }

  @Test
  void bidTooLowLeavesAStoppedInstance() {
    box.fault("bid_too_low");

    Answer answer = create("bid");
    assertThat(answer.json().path("success").booleanValue()).isFalse();
    assertThat(box.instance(answer.json().path("new_contract").longValue()).path("cur_state"))
        .hasToString("\"stopped\"");
  }

  @Test
  void destroyedIsStillListedForAWhile() {
    box.fault("destroy_still_listed seconds=5");
    long id = box.boot("slow");

    assertThat(box.delete("/api/v0/instances/" + id).status()).isEqualTo(200);
    assertThat(box.instance(id).path("id").longValue()).isEqualTo(id);
    assertThat(box.machines.machines).isEmpty();
    box.pass(6);
    assertThat(box.instance(id).isNull()).isTrue();
    assertThat(listed()).isEmpty();
  }

  @Test
  void destroyedResurrectsAndBills() {
    box.fault("destroy_resurrects seconds=10 times=1");
    long id = box.boot("undead");

    assertThat(box.delete("/api/v0/instances/" + id).status()).isEqualTo(200);
    assertThat(box.instance(id).isNull()).isTrue();
    assertThat(box.delete("/api/v0/instances/" + id).status()).isEqualTo(404);
    double before = box.market.inspect().spentDollars();
    box.pass(11);
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");
    assertThat(box.market.inspect().spentDollars()).isGreaterThan(before);

    box.delete("/api/v0/instances/" + id);
    box.pass(100);
    assertThat(box.instance(id).isNull()).isTrue();
  }

  @Test
  void destroyIsRefusedSoManyTimes() {
    box.fault("destroy_refused times=2");
    long id = box.boot("stubborn");

    assertThat(box.delete("/api/v0/instances/" + id).status()).isEqualTo(500);
    assertThat(box.delete("/api/v0/instances/" + id).status()).isEqualTo(500);
    assertThat(box.delete("/api/v0/instances/" + id).status()).isEqualTo(200);
  }

  @Test
  void aRefusedStartStaysQueuedAndBeginsLater() {
    long id = box.boot("queued");
    box.put("/api/v0/instances/" + id, "{\"state\":\"stopped\"}");
    box.fault("start_refused_queued seconds=60 times=1");

    Answer refused = box.put("/api/v0/instances/" + id, "{\"state\":\"running\"}");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.text())
        .isEqualTo(
            "{\"success\":false,\"error\":\"resources_unavailable\",\"msg\":"
                + "\"Required resources are currently unavailable, state change queued.\"}");
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("exited");
    box.pass(61);
    box.instance(id);
    box.pass(MarketBox.BOOT);
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");
  }

  @Test
  void stopCancelsAQueuedStart() {
    long id = box.boot("queued");
    box.put("/api/v0/instances/" + id, "{\"state\":\"stopped\"}");
    box.fault("start_refused_queued seconds=60 times=1");
    box.put("/api/v0/instances/" + id, "{\"state\":\"running\"}");
    box.put("/api/v0/instances/" + id, "{\"state\":\"stopped\"}");
    box.pass(100);

    assertThat(box.instance(id).path("intended_status").asString()).isEqualTo("stopped");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list_empty_string|200|\"\"",
        "list_empty_object|200|{}",
        "list_instances_null|200|{\"instances\":null}",
        "list_success_false|200|{\"success\":false,\"error\":\"server_error\","
            + "\"msg\":\"something went wrong\"}"
      },
      quoteCharacter = '~')
  void theListingLies(String fault, int status, String text) {
    box.rent("hidden");
    box.fault(fault + " times=1");

    Answer answer = box.get(LIST);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).isEqualTo(text);
    assertThat(listed()).hasSize(1);
  }

  @Test
  void theListingIsHtml() {
    box.fault("list_html");

    assertThat(box.get(LIST).type()).isEqualTo("text/html");
  }

  @Test
  void theSecondPageFails() {
    box.rent("a");
    box.rent("b");
    box.fault("list_page2_fails");

    JsonNode first = box.get(LIST + "?limit=1").json();
    String token = MarketBox.encode(first.path("next_token").asString());
    assertThat(box.get(LIST + "?limit=1&after_token=" + token).status()).isEqualTo(500);
  }

  @Test
  void aStaleListingShowsWhatWas() {
    long id = box.rent("old");
    listed();
    box.fault("list_stale times=1");
    box.delete("/api/v0/instances/" + id);
    box.rent("new");

    assertThat(listed().path(0).path("label").asString()).isEqualTo("old");
    assertThat(listed().path(0).path("label").asString()).isEqualTo("new");
  }

  @Test
  void answersOfAnyRouteFail() {
    box.fault("rate_limited route=/users times=1");
    Answer limited = box.get("/api/v0/users/current");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.text()).isEqualTo("API requests too frequent: endpoint threshold=2.0");
    assertThat(limited.type()).isEqualTo("text/plain");

    box.fault("unavailable route=/users times=1 nth=2 status=502");
    assertThat(box.get("/api/v0/users/current").status()).isEqualTo(200);
    assertThat(box.get("/api/v0/users/current").status()).isEqualTo(502);
    assertThat(box.get("/api/v0/users/current").status()).isEqualTo(200);

    box.fault("bad_key times=1");
    assertThat(box.get("/api/v0/users/current").status()).isEqualTo(404);
    assertThat(box.get("/api/v0/users/current").status()).isEqualTo(200);
  }

  @Test
  void aTwoFactorLoginIsWantedOrItsSessionHasExpired() {
    box.fault("session_expired times=1");
    MarketBox.Answer expired = box.get("/api/v0/users/current");
    box.fault("two_factor_wanted times=1");
    MarketBox.Answer wanted = box.get("/api/v0/users/current");

    assertThat(expired.status()).isEqualTo(404);
    assertThat(expired.json().path("msg").asString()).contains("Session expired");
    assertThat(wanted.status()).isEqualTo(401);
    assertThat(wanted.json().path("msg").asString()).contains("Two Factor Authentication");
  }

  @Test
  void theConnectionIsResetBeforeOrAfterTheAct() {
    box.fault("reset_before_action method=PUT route=/asks times=1");
    assertThatThrownBy(() -> create("before")).hasCauseInstanceOf(IOException.class);
    assertThat(listed()).isEmpty();

    box.fault("reset_after_action method=PUT route=/asks times=1");
    assertThatThrownBy(() -> create("after")).hasCauseInstanceOf(IOException.class);
    assertThat(listed().path(0).path("label").asString()).isEqualTo("after");
  }

  @Test
  void theKeyIsRotatedForGood() {
    String old = box.market.apiKey();
    box.fault("key_rotated route=/users times=1");

    assertThat(box.get("/api/v0/users/current").status()).isEqualTo(404);
    assertThat(box.send("GET", "/api/v0/users/current", null, old).status()).isEqualTo(404);
    assertThat(box.market.apiKey()).isNotEqualTo(old);
    assertThat(box.get("/api/v0/users/current").status()).isEqualTo(200);
  }
}
