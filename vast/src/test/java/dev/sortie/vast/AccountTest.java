package dev.sortie.vast;

import static dev.sortie.vast.Fixtures.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.market.Account;
import dev.sortie.core.market.Charge;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Usd;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountTest {
  private static final String PUBLIC_KEY = "ssh-ed25519 AAAAC3Nza me@home";

  @Test
  void readsTheCredit() throws IOException {
    String body =
        "{\"id\":7,\"username\":\"me\",\"credit\":\"12.34\",\"api_key\":\"" + Fixtures.KEY + "\"}";
    try (var server = new ScriptedServer(ScriptedServer.json(200, body));
        var market = market(server.endpoint())) {
      assertThat(market.account()).isEqualTo(new Account(7, "me", Usd.of("12.34")));
    }
  }

  @Test
  void saysThatTheKeyIsBad() throws IOException {
    String body = "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}";
    try (var server = new ScriptedServer(ScriptedServer.json(404, body));
        var market = market(server.endpoint())) {
      assertThatThrownBy(market::account)
          .isInstanceOfSatisfying(
              MarketException.class,
              e -> assertThat(e.problem()).isEqualTo(new MarketProblem.BadKey("Invalid user key")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":1,\"key\":\"ssh-ed25519 AAAAC3Nza other\"}]",
        "{\"ssh_keys\":[{\"public_key\":\"ssh-ed25519  AAAAC3Nza\"}]}",
        "{\"success\":true,\"ssh_keys\":\"[{\\\"ssh_key\\\":\\\"ssh-ed25519 AAAAC3Nza\\\"}]\"}"
      })
  void leavesAKnownKeyAlone(String listing) throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.json(200, listing));
        var market = market(server.endpoint())) {
      market.registerKey(PUBLIC_KEY);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | {\"success\":false,\"error\":\"no_ssh_key\"}",
        "404 | ``",
        "200 | []",
        "200 | [{\"key\":\"ssh-ed25519 OTHER me\"}]"
      })
  void registersAnUnknownKey(int status, String listing) throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.text(status, listing),
                ScriptedServer.json(200, "{\"success\":true,\"key\":{\"id\":1}}"));
        var market = market(server.endpoint())) {
      market.registerKey(PUBLIC_KEY + "\n");
      assertThat(server.seen()).hasSize(2);
      assertThat(server.seen().getLast().body()).isEqualTo("{\"ssh_key\":\"" + PUBLIC_KEY + "\"}");
    }
  }

  @Test
  void takesADuplicateAsDoneAndAnyOtherRefusalAsSuch() throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.json(200, "[]"),
                ScriptedServer.json(400, "{\"error\":\"x\",\"msg\":\"Duplicate key\"}"));
        var market = market(server.endpoint())) {
      market.registerKey(PUBLIC_KEY);
      assertThat(server.seen()).hasSize(2);
    }
    try (var server =
            new ScriptedServer(
                ScriptedServer.json(200, "{\"success\":false,\"error\":\"no_such_instance\"}"));
        var market = market(server.endpoint())) {
      assertThatThrownBy(() -> market.attachKey(Owned.of(new InstanceId(3)), PUBLIC_KEY))
          .isInstanceOf(MarketException.class);
      assertThat(server.seen().getFirst().target()).isEqualTo("/api/v0/instances/3/ssh/");
    }
  }

  @Test
  void neverTakesABadKeyForAnAccountWithoutSshKeys() throws IOException {
    String body = "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}";
    try (var server = new ScriptedServer(ScriptedServer.json(404, body));
        var market = market(server.endpoint())) {
      assertThatThrownBy(() -> market.registerKey(PUBLIC_KEY)).isInstanceOf(MarketException.class);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void fetchesALogThatIsNotReadyAtFirstAndSendsNoKeyThere() throws IOException {
    try (var storage =
            new ScriptedServer(
                ScriptedServer.text(403, "<Error><Code>AccessDenied</Code></Error>"),
                ScriptedServer.text(404, ""),
                ScriptedServer.text(200, "line 1\nline 2\n"));
        var server =
            new ScriptedServer(
                ScriptedServer.json(
                    200,
                    "{\"success\":true,\"result_url\":\"" + storage.endpoint() + "/a.log\"}"));
        var market = market(server.endpoint())) {
      assertThat(market.containerLog(new InstanceId(9), 100)).isEqualTo("line 1\nline 2\n");
      assertThat(server.seen().getFirst().body()).isEqualTo("{\"tail\":\"100\"}");
      assertThat(storage.seen())
          .hasSize(3)
          .allSatisfy(seen -> assertThat(seen.authorization()).isNull());
    }
  }

  @Test
  void aBrokenRowOfChargesLeavesOutItsInstanceAndNoOther() throws IOException {
    String good = "{\"source\":\"instance-12\",\"amount\":0.62,\"items\":7}";
    String item = "{\"type\":\"gpu\",\"amount\":900000}";
    List<String> broken =
        List.of(
            "null",
            "[]",
            "\"row\"",
            "{\"source\":7,\"amount\":1}",
            "{\"source\":\"instance-99999999999999999999\",\"amount\":1}",
            "{\"source\":\"instance-13\",\"amount\":1}",
            "{\"source\":\"instance-13\",\"amount\":1e12}",
            "{\"source\":\"instance-14\",\"items\":[" + (item + ",").repeat(20000) + item + "]}",
            "{\"source\":\"instance-15\",\"amount\":900000}",
            "{\"source\":\"instance-15\",\"amount\":900000}");
    String rows = good + "," + String.join(",", broken) + "," + good;
    try (var server = new ScriptedServer(ScriptedServer.json(200, "{\"results\":[" + rows + "]}"));
        var market = market(server.endpoint())) {
      assertThat(market.charges(Instant.EPOCH, Instant.EPOCH))
          .containsExactly(
              new Charge(new InstanceId(12), "", new Cost(Usd.of("1.24"), Usd.ZERO, Usd.ZERO)));
    }
  }

  @Test
  void addsUpChargesOverDaysAndPages() throws IOException {
    String gpu = "{\"type\":\"gpu\",\"amount\":0.5}";
    String rest = "{\"type\":\"disk\",\"amount\":0.1},{\"type\":\"bwd\",\"amount\":\"0.02\"}";
    String row =
        "{\"source\":\"instance-12\",\"amount\":0.62,\"metadata\":{\"label\":\"l\"},\"items\":["
            + gpu
            + ","
            + rest
            + "]}";
    String other = "{\"source\":\"instance-13\",\"amount\":1.5,\"items\":[]}";
    String volume = "{\"source\":\"volume-13\",\"amount\":1.5,\"items\":[]}";
    try (var server =
            new ScriptedServer(
                ScriptedServer.json(
                    200, "{\"success\":true,\"next_token\":\"t\",\"results\":[" + row + "]}"),
                ScriptedServer.json(
                    200,
                    "{\"success\":true,\"next_token\":null,\"results\":["
                        + row
                        + ","
                        + other
                        + ","
                        + volume
                        + "]}"));
        var market = market(server.endpoint())) {
      List<Charge> charges =
          market.charges(
              Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-21T11:00:00Z"));
      assertThat(charges)
          .containsExactly(
              new Charge(
                  new InstanceId(12), "l", new Cost(Usd.of("1"), Usd.of("0.2"), Usd.of("0.04"))),
              new Charge(new InstanceId(13), "", new Cost(Usd.of("1.5"), Usd.ZERO, Usd.ZERO)));
      String target = URLDecoder.decode(server.seen().getFirst().target(), StandardCharsets.UTF_8);
      assertThat(target)
          .contains("\"day\":{\"gte\":1795132800,\"lte\":1795219200}")
          .contains("\"type\":{\"in\":[\"instance\"]}")
          .contains("format=table");
    }
  }

  @Test
  void findsATemplateByItsHash() throws IOException {
    String body =
        "{\"success\":true,\"templates\":[{\"hash_id\":\"abc\",\"name\":\"Comfy\","
            + "\"image\":\"vastai/comfy\",\"tag\":\"v1\",\"env\":\"-p 8188:8188\"}]}";
    try (var server = new ScriptedServer(ScriptedServer.json(200, body));
        var market = market(server.endpoint())) {
      assertThat(market.template("abc"))
          .contains(new Template("abc", "Comfy", "vastai/comfy", "v1", "-p 8188:8188", "", 0));
      assertThat(market.template("other")).isEmpty();
    }
  }
}
