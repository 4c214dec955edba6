package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.Secret;
import dev.sortie.core.text.Foreign;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whoever answers as the market may answer without end; nothing follows from what passes a bound.
 */
@Timeout(600)
class EndlessMarketTest {
  private static VastMarket client(ScriptedServer server) {
    return new VastMarket(
        VastSettings.of(server.endpoint(), new Secret("0".repeat(64))).withPace(Pace.scaled(0)));
  }

  private static Inventory walk(ScriptedServer.Step step) throws IOException {
    try (ScriptedServer server = new ScriptedServer(step);
        VastMarket market = client(server)) {
      return market.inventory();
    }
  }

  /** A body that goes on until the client hangs up. */
  private static ScriptedServer.Step endless(String head, String then) {
    byte[] block =
        then.repeat(Math.ceilDiv(64_000, then.length())).getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(head.getBytes(StandardCharsets.UTF_8));
        while (true) {
          body.write(block);
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"{},", "0,", "[", "9", "\\\"", " ", "a"})
  void aBodyWithoutEndIsUnknown(String then) throws IOException {
    assertThat(walk(endless("{\"instances\":[\"", then))).isInstanceOf(Inventory.Unknown.class);
    assertThat(walk(endless("{\"instances\":[", then))).isInstanceOf(Inventory.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // deep, a number of a million digits, more members than anybody has
        "{\"instances\":%[%]%",
        "{\"instances\":[{\"id\":%9%}],\"next_token\":null}",
        "{\"instances\":[%{},%{}],\"next_token\":null}"
      })
  void anAnswerThatWouldGrowInMemoryIsUnknown(String shape) throws IOException {
    String[] parts = shape.split("%", -1);
    String body = parts[0] + parts[1].repeat(1_000_000) + parts[2];

    assertThat(walk(ScriptedServer.json(200, body))).isInstanceOf(Inventory.Unknown.class);
  }

  @Test
  void pagesWithoutEndAreUnknownAndNotAskedForForEver() throws IOException {
    AtomicInteger page = new AtomicInteger();
    ScriptedServer.Step next =
        exchange -> {
          int number = page.incrementAndGet();
          ScriptedServer.json(
                  200,
                  "{\"instances\":[{\"id\":" + number + "}],\"next_token\":\"" + number + "\"}")
              .answer(exchange);
        };

    assertThat(walk(next)).isInstanceOf(Inventory.Unknown.class);
    assertThat(page.get()).isBetween(1, Bounds.PAGES + 10);
  }

  @Test
  void chargesWithoutEndAreAProblemAndNotAskedForForEver() throws IOException {
    AtomicInteger page = new AtomicInteger();
    try (ScriptedServer server =
            new ScriptedServer(exchange ->
                ScriptedServer.json(
                        200, "{\"results\":[],\"next_token\":\"" + page.incrementAndGet() + "\"}")
                    .answer(exchange));
        VastMarket market = client(server)) {
      assertThatThrownBy(() -> market.charges(Instant.EPOCH, Instant.EPOCH))
          .isInstanceOf(MarketException.class)
          .hasMessageContaining("no end");
      assertThat(page.get()).isLessThan(Bounds.PAGES + 10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<a", "\u001b[", "\u202e", "\u0000"})
  void anErrorPageWithoutEndBecomesOneShortLineAtOnce(String then) throws IOException {
    Inventory known = walk(ScriptedServer.text(403, then.repeat(1_000_000)));

    assertThat(known).isInstanceOf(Inventory.Unknown.class);
    String said = ((Inventory.Unknown) known).problem().said();
    assertThat(said.length()).isLessThan(300);
    assertThat(said.codePoints().noneMatch(Foreign::isHidden)).isTrue();
  }

  @Test
  void whatIsShownOfAnInstanceIsCleanAndItsLabelIsAsItIs() {
    ObjectNode node = Json.object();
    node.put("id", 7)
        .put("label", "sortie\u200e-x")
        .put("gpu_name", "RTX\u202e 4090\u009b2J")
        .put("status_msg", "\u001b]0;title\u0007ready\r\n" + "x".repeat(10_000))
        .put("public_ipaddr", "1.2.3.4\u2066");

    Instance instance = InstanceReader.read(node).orElseThrow();

    assertThat(instance.label()).isEqualTo("sortie\u200e-x");
    assertThat(instance.gpuName()).isEqualTo("RTX 4090");
    assertThat(instance.message()).startsWith("ready x").hasSize(Foreign.LONGEST + 1);
    assertThat(instance.publicAddress()).isEqualTo("1.2.3.4");
  }
}
