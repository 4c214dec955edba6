package dev.sortie.vast;

import static dev.sortie.vast.Fixtures.json;
import static dev.sortie.vast.Fixtures.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.market.BadQueryException;
import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.OfferSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class SearchingTest {
  private static String offer(int id, double price, int gpuRam) {
    ObjectNode offer = (ObjectNode) json(OfferReaderTest.SAMPLE);
    offer.put("id", id).put("ask_contract_id", id).put("dph_total", price).put("gpu_ram", gpuRam);
    return Json.write(offer);
  }

  private static ScriptedServer.Step offers(String... offers) {
    return ScriptedServer.json(200, "{\"offers\":[" + String.join(",", offers) + "]}");
  }

  private static ScriptedServer.Step page(int from, int count, double firstPrice) {
    return offers(
        IntStream.range(0, count)
            .mapToObj(i -> offer(from + i, firstPrice + i * 0.001, 24564))
            .toArray(String[]::new));
  }

  private static List<Long> ids(VastMarket market, OfferSearch search) {
    return market.search(search).stream()
        .map(offer -> offer.id().value())
        .collect(Collectors.toList());
  }

  @Test
  void checksEveryConditionAgain() throws IOException {
    try (var server =
            new ScriptedServer(offers(offer(1, 0.1, 8000), offer(2, 0.2, 24564), "{\"id\":3}"));
        var market = market(server.endpoint())) {
      assertThat(ids(market, new OfferSearch("gpu_ram>=20", "dph+", 8, 10))).containsExactly(2L);
      assertThat(ids(market, new OfferSearch("", "dph+", 5000, 10))).isEmpty();
    }
  }

  @Test
  void countsTheOffersThatCannotBeReadAndSaysSo() throws IOException {
    List<String> remarks = new ArrayList<>();
    String noNumber =
        Json.write(
            ((ObjectNode) json(offer(3, 0.3, 24564))).put("id", "x").put("ask_contract_id", true));
    String noPrice =
        Json.write(
            ((ObjectNode) json(offer(4, 0.4, 24564)))
                .put("inet_up_cost", "NaN")
                .put("internet_up_cost_per_tb", "none"));
    var page = offers(offer(1, 0.1, 24564), noNumber, noPrice, "7", "null");
    try (var server = new ScriptedServer(page, page);
        var market =
            new VastMarket(
                Fixtures.settings(server.endpoint())
                    .withListener(
                        new CallListener() {
                          @Override
                          public void called(CallReport report) {}

                          @Override
                          public void remarked(String what) {
                            remarks.add(what);
                          }
                        }))) {
      OfferSearch search = new OfferSearch("", "dph+", 8, 10);
      assertThat(ids(market, search)).containsExactly(1L);
      assertThat(remarks)
          .containsExactly("4 offers of the market could not be read and are left out");
      assertThat(market.explain(search).getLast())
          .isEqualTo(new Exclusion("(cannot be read)", 4, 4));
    }
  }

  @Test
  void goesOnAtTheLastPricePastThePageOfTheMarket() throws IOException {
    try (var server =
            new ScriptedServer(page(1, 64, 0.1), page(64, 64, 0.163), page(127, 10, 0.226));
        var market = market(server.endpoint())) {
      List<Long> found = ids(market, new OfferSearch("dph>=0.05", "dph+", 8, 500));
      assertThat(found)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 136).mapToObj(Long::valueOf).toList());
      assertThat(server.seen()).hasSize(3);
      assertThat(server.seen().get(1).body()).contains("\"dph_total\":{\"gte\":0.163}");
    }
  }

  @Test
  void stopsAtTheLimit() throws IOException {
    try (var server = new ScriptedServer(page(1, 64, 0.1), page(64, 64, 0.163));
        var market = market(server.endpoint())) {
      assertThat(ids(market, new OfferSearch("", "dph+", 8, 10))).hasSize(10);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void stepsOverAPageThatIsAllOfOnePrice() throws IOException {
    String[] same =
        IntStream.range(0, 64).mapToObj(i -> offer(1 + i, 0.5, 24564)).toArray(String[]::new);
    try (var server = new ScriptedServer(offers(same), offers(same), page(100, 3, 0.6));
        var market = market(server.endpoint())) {
      assertThat(ids(market, new OfferSearch("", "dph+", 8, 500))).hasSize(67);
      assertThat(server.seen().get(2).body()).contains("\"gt\":0.5");
    }
  }

  @Test
  void asksOnceInAnyOtherOrder() throws IOException {
    try (var server = new ScriptedServer(page(1, 64, 0.1));
        var market = market(server.endpoint())) {
      assertThat(ids(market, new OfferSearch("", "score-", 8, 500))).hasSize(64);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void explainsWhichConditionExcludesHowMany() throws IOException {
    try (var server =
            new ScriptedServer(
                offers(offer(1, 0.1, 8000), offer(2, 0.2, 24564), offer(3, 0.9, 8000)));
        var market = market(server.endpoint())) {
      OfferSearch search = new OfferSearch("gpu_ram >= 20 dph < 0.15", "dph+", 8, 10);
      assertThat(market.explain(search))
          .containsExactly(
              new Exclusion("gpu_ram >= 20", 2, 1),
              new Exclusion("dph < 0.15", 2, 1),
              new Exclusion("disk_space >= 8", 0, 0));
      assertThat(server.seen().getFirst().body()).doesNotContain("gpu_ram");
    }
  }

  @Test
  void readsTheQueryBeforeItAsks() throws IOException {
    try (var server = new ScriptedServer(offers());
        var market = market(server.endpoint())) {
      assertThatThrownBy(() -> market.search(new OfferSearch("gpu_rom>=1", "", 8, 10)))
          .isInstanceOf(BadQueryException.class);
      assertThatThrownBy(() -> market.search(new OfferSearch("", "dhp+", 8, 10)))
          .isInstanceOf(BadQueryException.class);
      assertThat(server.seen()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"offers\":null}",
        "{\"offers\":{}}",
        "<html></html>",
        "{\"success\":false,\"error\":\"oops\",\"offers\":[]}"
      })
  void doesNotTakeAStrangeAnswerForAnEmptyMarket(String body) throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.text(200, body));
        var market = market(server.endpoint())) {
      assertThatThrownBy(() -> market.search(new OfferSearch("", "dph+", 8, 10)))
          .isInstanceOf(MarketException.class);
    }
  }
}
