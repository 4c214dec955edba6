package dev.sortie.vast;

import static dev.sortie.vast.Fixtures.market;
import static dev.sortie.vast.Fixtures.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChangingTest {
  private static final InstanceId ID = new InstanceId(5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"success\":true} | Accepted",
        "404 | {\"success\":false,\"error\":\"no_such_instance\",\"msg\":\"x\"} | NotThere",
        "404 | {\"success\":false,\"error\":\"not_found\",\"msg\":\"x\"} | NotThere",
        "200 | {\"success\":false,\"error\":\"no_such_instance\"} | NotThere",
        "404 | {\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"} | Failed",
        "404 | {\"success\":false,\"msg\":\"Session expired. Please log in again.\"} | Failed",
        "404 | <html>no page</html> | Failed",
        "200 | {\"success\":false,\"error\":\"oops\"} | Failed",
        "200 | {} | Failed",
        "200 | `` | Failed",
        "200 | <html></html> | Failed",
        "500 | {\"error\":\"not_found\"} | Failed",
        "500 | {\"success\":true} | Failed",
        "502 | `` | Failed"
      })
  void judgesADestroy(int status, String body, String outcome) {
    assertThat(Changing.judgeDestroy(reply(status, body)).getClass().getSimpleName())
        .isEqualTo(outcome);
  }

  @Test
  void saysThatAnExpiredSessionIsAMatterOfTheSecondFactor() {
    String body = "{\"success\":false,\"msg\":\"Session expired. Please log in again.\"}";
    assertThat(Changing.judgeDestroy(reply(404, body)))
        .isEqualTo(
            new DestroyOutcome.Failed(
                new MarketProblem.SecondFactor("Session expired. Please log in again.")));
  }

  @Test
  void saysWhyADestroyFailedWhateverCameBackOrDidNot() {
    assertThat(Changing.judgeDestroy(reply(200, "{}")))
        .isEqualTo(
            new DestroyOutcome.Failed(new MarketProblem.Malformed("HTTP 200: no word of success")));
    assertThat(Changing.judgeDestroy(new Answer.Lost("reset")))
        .isEqualTo(new DestroyOutcome.Failed(new MarketProblem.NoAnswer("reset")));
    assertThat(Changing.judgeDestroy(new Answer.NotSent("no route")))
        .isEqualTo(new DestroyOutcome.Failed(new MarketProblem.Unreachable("no route")));
  }

  @Test
  void repeatsADestroyOnlyWhenRefusedForHaste() throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.text(429, "API requests too frequent"),
                ScriptedServer.json(200, "{\"success\":true}"));
        var market = market(server.endpoint())) {
      assertThat(market.destroy(Owned.of(ID))).isInstanceOf(DestroyOutcome.Accepted.class);
      assertThat(server.seen())
          .hasSize(2)
          .allSatisfy(seen -> {
            assertThat(seen.method()).isEqualTo("DELETE");
            assertThat(seen.target()).isEqualTo("/api/v0/instances/5/");
            assertThat(seen.body()).isEqualTo("{}");
          });
    }
    try (var server = new ScriptedServer(ScriptedServer.json(503, ""));
        var market = market(server.endpoint())) {
      assertThat(market.destroy(Owned.of(ID))).isInstanceOf(DestroyOutcome.Failed.class);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void saysThatARefusedStartStaysQueued() throws IOException {
    String body =
        "{\"success\":false,\"error\":\"resources_unavailable\",\"msg\":\"state change queued.\"}";
    try (var server =
            new ScriptedServer(
                ScriptedServer.json(200, body), ScriptedServer.json(200, "{\"success\":true}"));
        var market = market(server.endpoint())) {
      assertThat(market.start(Owned.of(ID)))
          .isEqualTo(new StateChange.Queued("state change queued."));
      assertThat(market.stop(Owned.of(ID))).isEqualTo(new StateChange.Done());
      assertThat(market.setLabel(Owned.of(ID), "x")).isEqualTo(new StateChange.Done());
      assertThat(server.seen())
          .extracting(ScriptedServer.Seen::body)
          .containsExactly(
              "{\"state\":\"running\"}", "{\"state\":\"stopped\"}", "{\"label\":\"x\"}");
    }
  }

  @Test
  void saysThatAChangeFailedWhereTheMarketSaysNoOrNothing() throws IOException {
    String no = "{\"success\":false,\"error\":\"invalid_args\",\"msg\":\"no\"}";
    try (var server = new ScriptedServer(ScriptedServer.json(200, no), ScriptedServer.cut());
        var market = market(server.endpoint())) {
      assertThat(market.start(Owned.of(ID)))
          .isEqualTo(new StateChange.Failed(new MarketProblem.Refused("invalid_args", "no")));
      assertThat(market.start(Owned.of(ID)))
          .isInstanceOfSatisfying(
              StateChange.Failed.class,
              it -> assertThat(it.problem()).isInstanceOf(MarketProblem.NoAnswer.class));
    }
  }
}
