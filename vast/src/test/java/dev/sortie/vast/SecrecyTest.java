package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The market echoes every secret in each answer, and none of them may come through. */
final class SecrecyTest {
  private static final List<String> SECRETS =
      List.of(Fixtures.KEY, "registry-password", "hf_verysecretvalue");
  private static final String ECHO = String.join(" ", SECRETS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\":false,\"error\":\"%s\",\"msg\":\"%s\"}",
        "%s",
        "<html><title>%s</title></html>",
        "{\"success\":true,\"instance_api_key\":\"%s\"",
        "{\"success\":true,\"instances\":\"%s\",\"result_url\":\"http://127.0.0.1:1/%s\"}"
      })
  void noSecretComesThroughInOutcomesErrorsOrReports(String form) throws IOException {
    for (int status : new int[] {200, 400, 404, 429, 500}) {
      List<String> texts = new CopyOnWriteArrayList<>();
      try (var server = new ScriptedServer(ScriptedServer.text(status, form.replace("%s", ECHO)));
          var market =
              new VastMarket(
                  Fixtures.settings(server.endpoint())
                      .withListener(report -> texts.add(report.toString())))) {
        texts.add(market.rent(Fixtures.request()).toString());
        // Only the request that carries these two knows that they are secret.
        assertNoneOf(texts, SECRETS);
        texts.clear();
        texts.add(market.look(new InstanceId(1)).toString());
        texts.add(market.inventory().toString());
        texts.add(market.destroy(Owned.of(new InstanceId(1))).toString());
        texts.add(market.start(Owned.of(new InstanceId(1))).toString());
        texts.add(failure(market::account));
        texts.add(failure(() -> market.registerKey("ssh-ed25519 AAAA")));
        texts.add(failure(() -> market.search(new OfferSearch("", "", 8, 1))));
        texts.add(failure(() -> market.charges(Instant.EPOCH, Instant.EPOCH)));
        assertThat(texts).hasSizeGreaterThan(12);
        assertNoneOf(texts, List.of(Fixtures.KEY));
      }
    }
  }

  private static void assertNoneOf(List<String> texts, List<String> secrets) {
    assertThat(texts)
        .allSatisfy(text -> assertThat(text).doesNotContain(secrets.toArray(String[]::new)));
  }

  private static String failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    return thrown == null ? "" : thrown.toString();
  }

  @Test
  void reportsShowTheCallWithoutItsSecrets() throws IOException {
    List<CallReport> reports = new CopyOnWriteArrayList<>();
    try (var server =
            new ScriptedServer(
                ScriptedServer.text(429, "API requests too frequent"),
                ScriptedServer.json(200, "{\"success\":true,\"new_contract\":5}"));
        var market =
            new VastMarket(Fixtures.settings(server.endpoint()).withListener(reports::add))) {
      market.rent(Fixtures.request());
      assertThat(reports).extracting(CallReport::attempt).containsExactly(1, 2);
      assertThat(reports)
          .extracting(CallReport::outcome)
          .containsExactly("HTTP 429: API requests too frequent", "");
      assertThat(reports.getLast().call().toString())
          .startsWith("PUT " + server.endpoint() + "/api/v0/asks/21/ {")
          .contains("\"HF_TOKEN\":\"***\"", "\"MODE\":\"fast\"", "\"image_login\":\"***\"");
    }
  }

  @Test
  void previewsShowTheSameAndSendNothing() throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.json(500, ""))) {
      Preview preview = new Preview(server.endpoint());
      assertThat(preview.rent(Fixtures.request()).toString())
          .doesNotContain(SECRETS.toArray(String[]::new))
          .contains("\"label\":\"sortie-c0ffee-lease01\"");
      assertThat(preview.search(new OfferSearch("gpu_ram>=20", "dph+", 60, 5)).body())
          .contains("\"gpu_ram\":{\"gte\":20000.0}");
      assertThat(preview.destroy(new InstanceId(4)).method()).isEqualTo("DELETE");
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void settingsDoNotPrintTheKey() {
    VastSettings settings = Fixtures.settings(VastSettings.PUBLIC_ENDPOINT);
    assertThat(settings.toString()).doesNotContain(Fixtures.KEY);
  }

  @Test
  void aKeyThatNoHeaderCanCarryIsRejectedWithoutQuotingIt() {
    assertThatThrownBy(() ->
            new VastMarket(
                VastSettings.of(VastSettings.PUBLIC_ENDPOINT, new Secret("secret\nvalue"))))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret\nvalue");
  }

  @Test
  void anEndpointWithAPasswordIsRejected() {
    assertThatThrownBy(() -> VastSettings.of(URI.create("https://me:pw@vast.ai"), new Secret("k")))
        .hasMessageNotContaining("pw");
  }

  @Test
  void aBlankKeyIsNotSent() throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.json(200, "{\"offers\":[]}"));
        var market = new VastMarket(VastSettings.of(server.endpoint(), new Secret(" ")))) {
      assertThat(market.search(new OfferSearch("", "", 8, 1))).isEmpty();
      assertThat(server.seen().getFirst().authorization()).isNull();
    }
  }
}
