package dev.sortie.vast;

import static dev.sortie.vast.Fixtures.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Sighting;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LookingTest {
  private static final InstanceId ID = new InstanceId(30000001);

  @Test
  void seesAnInstance() {
    String body = "{\"instances\":" + InstanceReaderTest.RUNNING + "}";
    assertThat(Looking.judge(ID, reply(200, body))).isInstanceOf(Sighting.Present.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"instances\":null}",
        "404 | {\"success\":false,\"error\":\"no_such_instance\",\"msg\":\"gone\"}"
      })
  void seesThatThereIsNone(int status, String body) {
    assertThat(Looking.judge(ID, reply(status, body))).isInstanceOf(Sighting.Absent.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | {\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}",
        "404 | {\"success\":false,\"error\":\"not_found\"}",
        "404 | <html>not found</html>",
        "404 | ``",
        "401 | ``",
        "403 | {}",
        "200 | ``",
        "200 | {}",
        "200 | []",
        "200 | null",
        "200 | \"\"",
        "200 | <html></html>",
        "200 | {\"success\":false,\"instances\":null}",
        "200 | {\"instances\":[]}",
        "200 | {\"instances\":{}}",
        "200 | {\"instances\":\"\"}",
        "200 | {\"instances\":{\"id\":5}}",
        "200 | {\"instances\":null",
        "429 | API requests too frequent",
        "200 | API requests too frequent",
        "410 | {\"success\":false,\"error\":\"deprecated_endpoint\"}",
        "502 | {\"instances\":null}",
        "500 | {\"error\":\"no_such_instance\"}"
      })
  void concludesNothingFromAnythingElse(int status, String body) {
    assertThat(Looking.judge(ID, reply(status, body))).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void concludesNothingWhereNoAnswerCame() {
    assertThat(Looking.judge(ID, new Answer.Lost("reset")))
        .isEqualTo(new Sighting.Unknown(new MarketProblem.NoAnswer("reset")));
    assertThat(Looking.judge(ID, new Answer.NotSent("no route")))
        .isEqualTo(new Sighting.Unknown(new MarketProblem.Unreachable("no route")));
  }

  @Test
  void triesAReadAgainAfterAPassingTrouble() throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.text(503, "busy"),
                ScriptedServer.cut(),
                ScriptedServer.json(200, "{\"instances\":null}"));
        var market = Fixtures.market(server.endpoint())) {
      assertThat(market.look(ID)).isInstanceOf(Sighting.Absent.class);
      assertThat(server.seen())
          .allSatisfy(seen -> {
            assertThat(seen.method()).isEqualTo("GET");
            assertThat(seen.target()).isEqualTo("/api/v0/instances/30000001/?owner=me");
          });
    }
  }

  @Test
  void stopsTryingAfterAWhile() throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.text(503, "busy"));
        var market = Fixtures.market(server.endpoint())) {
      assertThat(market.look(ID)).isInstanceOf(Sighting.Unknown.class);
      assertThat(server.seen()).hasSize(4);
    }
  }
}
