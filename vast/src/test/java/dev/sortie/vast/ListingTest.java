package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingTest {
  private static String page(int from, int count, String next, int total) {
    String records =
        IntStream.range(from, from + count)
            .mapToObj(id -> "{\"id\":" + id + ",\"label\":\"l" + id + "\"}")
            .collect(Collectors.joining(","));
    return "{\"success\":true,\"instances_found\":"
        + count
        + ",\"total_instances\":"
        + total
        + ",\"next_token\":"
        + next
        + ",\"instances\":["
        + records
        + "]}";
  }

  private static Inventory walk(ScriptedServer.Step... steps) throws IOException {
    try (var server = new ScriptedServer(steps);
        var market = Fixtures.market(server.endpoint())) {
      return market.inventory();
    }
  }

  private static Inventory walkPages(String... pages) throws IOException {
    return walk(
        Arrays.stream(pages)
            .map(body -> ScriptedServer.json(200, body))
            .toArray(ScriptedServer.Step[]::new));
  }

  @Test
  void walksAllPages() throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.json(200, page(1, 25, "\"a+/=\"", 60)),
                ScriptedServer.json(200, page(26, 25, "\"b\"", 60)),
                ScriptedServer.json(200, page(51, 10, "null", 60)));
        var market = Fixtures.market(server.endpoint())) {
      assertThat(market.inventory())
          .isInstanceOfSatisfying(
              Inventory.Complete.class,
              it ->
                  assertThat(it.instances())
                      .extracting((Instance instance) -> instance.id().value())
                      .containsExactlyElementsOf(
                          IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf).toList()));
      assertThat(server.seen())
          .extracting(seen -> URLDecoder.decode(seen.target(), StandardCharsets.UTF_8))
          .containsExactly(
              "/api/v1/instances/?limit=25&order_by=[{\"col\":\"id\",\"dir\":\"asc\"}]",
              "/api/v1/instances/?limit=25&order_by=[{\"col\":\"id\",\"dir\":\"asc\"}]&after_token=a+/=",
              "/api/v1/instances/?limit=25&order_by=[{\"col\":\"id\",\"dir\":\"asc\"}]&after_token=b");
    }
  }

  @Test
  void knowsAnEmptyAccount() throws IOException {
    assertThat(walkPages(page(1, 0, "null", 0)))
        .isEqualTo(new Inventory.Complete(java.util.List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | ``",
        "200 | \"\"",
        "200 | {}",
        "200 | []",
        "200 | null",
        "200 | {\"instances\":null,\"next_token\":null}",
        "200 | {\"instances\":{},\"next_token\":null}",
        "200 | {\"instances\":[]}",
        "200 | {\"success\":true,\"instances\":[]}",
        "200 | {\"success\":false,\"instances\":[],\"next_token\":null}",
        "200 | {\"error\":\"oops\",\"instances\":[],\"next_token\":null}",
        "200 | {\"instances\":[],\"next_token\":\"\"}",
        "200 | {\"instances\":[],\"next_token\":5}",
        "200 | {\"instances\":[],\"next_token\":null,\"total_instances\":3}",
        "200 | {\"instances\":[{\"label\":\"x\"}],\"next_token\":null}",
        "200 | {\"instances\":[null],\"next_token\":null}",
        "200 | {\"instances\":[{\"id\":1},{\"id\":1}],\"next_token\":null}",
        "200 | {\"instances\":[],\"next_token\":nu",
        "200 | <html>maintenance</html>",
        "200 | API requests too frequent",
        "410 | {\"success\":false,\"error\":\"deprecated_endpoint\",\"msg\":\"use v1\"}",
        "404 | {\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}",
        "404 | {\"instances\":[],\"next_token\":null}",
        "401 | Unauthorized",
        "429 | API requests too frequent",
        "500 | ``",
        "502 | <html></html>"
      })
  void knowsNothingAfterAPageThatIsNotWellFormed(int status, String body) throws IOException {
    assertThat(walk(ScriptedServer.text(status, body))).isInstanceOf(Inventory.Unknown.class);
    assertThat(
            walk(
                ScriptedServer.json(200, page(101, 25, "\"next\"", 25)),
                ScriptedServer.text(status, body)))
        .isInstanceOf(Inventory.Unknown.class);
  }

  @Test
  void knowsNothingWhenACursorOrAnInstanceComesTwice() throws IOException {
    assertThat(walkPages(page(1, 25, "\"a\"", 75), page(26, 25, "\"a\"", 75)))
        .isInstanceOf(Inventory.Unknown.class);
    assertThat(walkPages(page(1, 25, "\"a\"", 50), page(1, 25, "null", 50)))
        .isInstanceOf(Inventory.Unknown.class);
  }

  @Test
  void knowsNothingWhenACursorComesTwiceThoughTheInstancesDoNot() throws IOException {
    assertThat(
            walkPages(
                page(1, 25, "\"a\"", 75), page(26, 25, "\"a\"", 75), page(51, 25, "null", 75)))
        .isInstanceOf(Inventory.Unknown.class);
  }

  @Test
  void aCursorWithoutTextLeadsNowhere() throws IOException {
    assertThat(
            walkPages(
                "{\"instances\":[],\"next_token\":\"\"}", "{\"instances\":[],\"next_token\":null}"))
        .isInstanceOf(Inventory.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"instances\":[{\"id\":1}],\"next_token\":null}",
        "{\"instances\":[{\"id\":1}],\"total_instances\":1}",
        "{\"instances\":[{\"id\":1}],\"next_token\":null,\"total_instances\":1}"
      })
  void theEndIsSaidByACursorThatIsNullOrByATotalThatIsReached(String last) throws IOException {
    assertThat(walkPages(last)).isInstanceOf(Inventory.Complete.class);
  }

  @Test
  void knowsNothingOfAListingThatIsLongerThanAnyHonestOne() throws IOException {
    String[] three = {page(1, 2, "\"a\"", 6), page(3, 2, "\"b\"", 6), page(5, 2, "null", 6)};
    Duration time = Bounds.WALK;
    assertThat(walked(new Listing.Limits(3, 6, time), three))
        .isInstanceOf(Inventory.Complete.class);
    Inventory endless =
        new Inventory.Unknown(new MarketProblem.Malformed("the listing never ends"));
    assertThat(walked(new Listing.Limits(2, 6, time), three)).as("pages").isEqualTo(endless);
    assertThat(walked(new Listing.Limits(3, 6, Duration.ZERO), three))
        .as("time")
        .isEqualTo(endless);
    assertThat(walked(new Listing.Limits(3, 5, time), three))
        .as("instances")
        .isInstanceOf(Inventory.Unknown.class);
  }

  private static Inventory walked(Listing.Limits limits, String... pages) throws IOException {
    ScriptedServer.Step[] steps =
        Arrays.stream(pages)
            .map(body -> ScriptedServer.json(200, body))
            .toArray(ScriptedServer.Step[]::new);
    try (var server = new ScriptedServer(steps);
        var calls = new Calls(Fixtures.settings(server.endpoint()))) {
      return new Listing(calls, limits).walk();
    }
  }

  @Test
  void knowsNothingWhenTheWalkEndsShortOfTheTotal() throws IOException {
    assertThat(walkPages(page(1, 25, "\"a\"", 60), page(26, 25, "null", 60)))
        .isInstanceOf(Inventory.Unknown.class);
  }

  @Test
  void getsOverARefusalForHasteBetweenPages() throws IOException {
    assertThat(
            walk(
                ScriptedServer.json(200, page(1, 25, "\"a\"", 30)),
                ScriptedServer.text(429, "API requests too frequent: endpoint threshold=1.0"),
                ScriptedServer.json(200, page(26, 5, "null", 30))))
        .isInstanceOf(Inventory.Complete.class);
  }

  @Test
  void knowsNothingWhenTheConnectionBreaks() throws IOException {
    assertThat(walk(ScriptedServer.json(200, page(1, 25, "\"a\"", 30)), ScriptedServer.cut()))
        .isInstanceOf(Inventory.Unknown.class);
    assertThat(walk(ScriptedServer.half())).isInstanceOf(Inventory.Unknown.class);
  }
}
