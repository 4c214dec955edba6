package dev.sortie.vast;

import static dev.sortie.vast.Fixtures.market;
import static dev.sortie.vast.Fixtures.reply;
import static dev.sortie.vast.Fixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RentingTest {
  private static final String GONE = "no_such_ask Instance type by id 21 is not available.";
  private static final String RENTED =
      "{\"success\":true,\"new_contract\":33402296,\"instance_api_key\":\"abc\"}";

  @Test
  void sendsTheBodyOfTheCommandLinesNormalChoice() throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.json(200, RENTED));
        var market = market(server.endpoint())) {
      assertThat(market.rent(request()))
          .isEqualTo(new RentOutcome.Rented(new InstanceId(33402296)));
      assertThat(server.seen())
          .containsExactly(
              new ScriptedServer.Seen(
                  "PUT",
                  "/api/v0/asks/21/",
                  """
                  {"client_id":"me","image":"ghcr.io/coriou/voice-tools:cuda",\
                  "env":{"HF_TOKEN":"hf_verysecretvalue","MODE":"fast","-p 8188:8188":"1"},\
                  "price":null,"disk":60.0,"label":"sortie-c0ffee-lease01","extra":null,\
                  "onstart":"echo hi","image_login":"-u someone -p registry-password ghcr.io",\
                  "python_utf8":false,"lang_utf8":false,"use_jupyter_lab":false,\
                  "jupyter_dir":null,"force":false,"cancel_unavail":true,\
                  "template_hash_id":null,"user":null,"runtype":"ssh_direc ssh_proxy"}\
                  """,
                  "Bearer " + Fixtures.KEY));
    }
  }

  @ParameterizedTest
  @CsvSource({"400,", "404,invalid_args", "410,no_such_ask", "200,no_such_ask"})
  void knowsATakenOfferByItsText(int status, String error) {
    String body =
        "{\"success\":false,\"error\":\"" + error + "\",\"msg\":\"error 404/3603: " + GONE + "\"}";
    assertThat(Renting.judge(reply(status, body)))
        .isEqualTo(new RentOutcome.OfferGone("error 404/3603: " + GONE));
  }

  @Test
  void knowsATakenOfferThoughTheAnswerNeitherSaysYesNorNo() {
    String body = "{\"error\":\"no_such_ask\",\"msg\":\"" + GONE + "\"}";
    assertThat(Renting.judge(reply(200, body))).isEqualTo(new RentOutcome.OfferGone(GONE));
  }

  @Test
  void reportsAnInstanceThatARefusalLeftBehind() {
    for (int status : new int[] {200, 400, 410}) {
      String body =
          "{\"success\":false,\"error\":\"no_such_ask\",\"msg\":\"bid too low\",\"new_contract\":9}";
      assertThat(Renting.judge(reply(status, body)))
          .isInstanceOfSatisfying(
              RentOutcome.Refused.class,
              refused -> assertThat(refused.leftover()).contains(new InstanceId(9)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | {\"error\":\"insufficient_credit\",\"msg\":\"Your account lacks credit\"} | InsufficientCredit",
        "200 | {\"error\":\"insufficient_credit\",\"msg\":\"Your account lacks credit\"} | InsufficientCredit",
        "400 | {\"msg\":\"Your account lacks credit; see the billing page.\"} | InsufficientCredit",
        "400 | {\"success\":false,\"error\":\"spend_rate_limit\",\"msg\":\"slow\"} | SpendLimit",
        "404 | {\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"} | BadKey",
        "404 | {\"success\":false,\"msg\":\"Session expired. Please log in again.\"} | SecondFactor",
        "403 | {\"success\":false,\"error\":\"auth_error\",\"msg\":\"This action requires login.\"} | BadKey",
        "401 | Unauthorized | BadKey",
        "403 | {\"error\":\"invalid_args\",\"msg\":\"Offer 21 is not your own\"} | Refused",
        "400 | {\"error\":\"invalid_args\",\"msg\":\"bad image\"} | Refused",
        "400 | {\"success\":false,\"msg\":\"bad image\",\"new_contract\":null} | Refused",
        "200 | {\"error\":\"invalid_args\",\"new_contract\":null} | Refused",
        "308 | Permanent Redirect | Refused",
        "404 | <html>nothing here</html> | NotFound"
      })
  void namesTheReasonOfAClearNo(int status, String body, String problem) {
    assertThat(Renting.judge(reply(status, body)))
        .isInstanceOfSatisfying(
            RentOutcome.Refused.class,
            refused -> {
              assertThat(refused.problem().getClass().getSimpleName()).isEqualTo(problem);
              assertThat(refused.leftover()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"success\":true}",
        "200 | {}",
        "200 | []",
        "200 | ``",
        "200 | <html>ok</html>",
        "200 | {\"success\":true,\"new_contract\":null}",
        "200 | {\"success\":true,\"new_contract\":\"x\"}",
        "200 | {\"success\":false,\"new_contract\":\"x\"}",
        "200 | {\"error\":\"invalid_args\",\"new_contract\":\"x\"}",
        "200 | {\"success\":true,\"new_contr",
        "200 | API requests too frequent",
        "400 | {\"success\":true,\"new_contract\":5}",
        "500 | {\"success\":false,\"error\":\"no_such_ask\"}",
        "502 | <html>Bad Gateway</html>",
        "503 | busy",
        "504 | ``",
        "408 | timeout"
      })
  void concludesNothingFromAnAnswerThatSaysNothing(int status, String body) {
    assertThat(Renting.judge(reply(status, body))).isInstanceOf(RentOutcome.Unclear.class);
  }

  @Test
  void neverRepeatsACallThatMayHaveArrived() throws IOException {
    for (ScriptedServer.Step step :
        List.of(
            ScriptedServer.cut(),
            ScriptedServer.half(),
            ScriptedServer.hang(1500),
            ScriptedServer.json(502, ""),
            ScriptedServer.json(200, "{\"success\":true}"))) {
      try (var server = new ScriptedServer(step);
          var market = market(server.endpoint())) {
        assertThat(market.rent(request())).isInstanceOf(RentOutcome.Unclear.class);
        assertThat(server.seen()).hasSize(1);
      }
    }
  }

  @Test
  void doesNotRepeatAfterAResetOnAConnectionThatWorkedBefore() throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.json(200, "{\"instances\":null}"), ScriptedServer.cut());
        var market = market(server.endpoint())) {
      market.look(new InstanceId(1));
      assertThat(market.rent(request())).isInstanceOf(RentOutcome.Unclear.class);
      assertThat(server.seen()).hasSize(2);
    }
  }

  @Test
  void isUnclearAfterAHardReset() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var market = market(URI.create("http://127.0.0.1:" + socket.getLocalPort()))) {
      Thread resetter =
          Thread.ofVirtual()
              .start(() -> {
                try (Socket peer = socket.accept()) {
                  peer.getInputStream().read();
                  peer.setSoLinger(true, 0);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(market.rent(request())).isInstanceOf(RentOutcome.Unclear.class);
      resetter.join();
    }
  }

  @Test
  void isARefusalWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    for (String host : List.of("127.0.0.1:" + port, "no-such-host.invalid")) {
      try (var market = market(URI.create("http://" + host))) {
        assertThat(market.rent(request()))
            .isInstanceOfSatisfying(
                RentOutcome.Refused.class,
                it -> assertThat(it.problem()).isInstanceOf(MarketProblem.Unreachable.class));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "API requests too frequent",
        "API requests too frequent: endpoint threshold=2.0",
        "{\"detail\":\"API requests too frequent\"}",
        "{\"success\":false,\"error\":\"rate_limit\",\"msg\":\"API requests too frequent\"}",
        "{\"success\":false,\"error\":\"rate_limit\",\"retry_after\":0.05}",
        ""
      })
  void triesAgainWhenRefusedForHaste(String body) throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.text(429, body),
                ScriptedServer.text(429, body),
                ScriptedServer.json(200, RENTED));
        var market = market(server.endpoint())) {
      assertThat(market.rent(request())).isInstanceOf(RentOutcome.Rented.class);
      assertThat(server.seen()).hasSize(3);
    }
  }

  @Test
  void doesNotTryAgainWhenARefusalForHasteNamesAnInstance() throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.json(429, "{\"success\":false,\"new_contract\":7}"),
                ScriptedServer.json(200, RENTED));
        var market = market(server.endpoint())) {
      assertThat(market.rent(request()))
          .isInstanceOfSatisfying(
              RentOutcome.Refused.class,
              it -> assertThat(it.leftover()).contains(new InstanceId(7)));
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void givesUpAfterManyRefusalsForHaste() throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.text(429, "API requests too frequent"));
        var market = market(server.endpoint())) {
      assertThat(market.rent(request()))
          .isInstanceOfSatisfying(
              RentOutcome.Refused.class,
              it -> assertThat(it.problem()).isInstanceOf(MarketProblem.RateLimited.class));
      assertThat(server.seen()).hasSize(6);
    }
  }

  @Test
  void sendsNothingWhenInterruptedBefore() throws Exception {
    try (var server = new ScriptedServer(ScriptedServer.json(200, RENTED));
        var market =
            new VastMarket(Fixtures.settings(server.endpoint()).withPace(Pace.documented()))) {
      RentOutcome[] outcome = new RentOutcome[1];
      boolean[] stillInterrupted = new boolean[1];
      market.rent(request());
      Thread renter =
          Thread.ofPlatform()
              .start(() -> {
                outcome[0] = market.rent(request());
                stillInterrupted[0] = Thread.currentThread().isInterrupted();
              });
      renter.interrupt();
      renter.join();
      assertThat(outcome[0]).isInstanceOf(RentOutcome.Refused.class);
      assertThat(stillInterrupted[0]).isTrue();
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void handsTheAccountKeyToNoHostWhereverItStands() throws IOException {
    String key = "x" + Fixtures.KEY;
    List<RentRequest> leaking =
        List.of(
            asking(key, Map.of(), "", Optional.empty()),
            asking("debian", Map.of("K", key), "", Optional.empty()),
            asking("debian", Map.of(), "echo " + key, Optional.empty()),
            asking("debian", Map.of(), "", Optional.of(login(key, "word"))),
            asking("debian", Map.of(), "", Optional.of(login("me", key))));
    try (var server = new ScriptedServer(ScriptedServer.json(200, RENTED));
        var market = market(server.endpoint())) {
      assertThat(leaking).allSatisfy(request -> assertRefused(market, request));
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void asksForNoStartScriptThatTheMarketWouldCut() throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.json(200, RENTED));
        var market = market(server.endpoint())) {
      assertRefused(market, asking("debian", Map.of(), "#".repeat(4097), Optional.empty()));
      assertThat(server.seen()).isEmpty();
      assertThat(market.rent(asking("debian", Map.of(), "#".repeat(4096), Optional.empty())))
          .isInstanceOf(RentOutcome.Rented.class);
    }
  }

  private static void assertRefused(VastMarket market, RentRequest request) {
    assertThat(market.rent(request)).isInstanceOf(RentOutcome.Refused.class);
  }

  private static ImageLogin login(String user, String password) {
    return new ImageLogin("ghcr.io", user, new Secret(password));
  }

  private static RentRequest asking(
      String image, Map<String, String> environment, String onstart, Optional<ImageLogin> login) {
    RentRequest good = request();
    return new RentRequest(
        good.offer(), good.label(), image, 60, environment, List.of(), onstart, login);
  }
}
