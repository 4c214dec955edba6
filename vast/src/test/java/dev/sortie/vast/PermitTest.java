package dev.sortie.vast;

import static dev.sortie.vast.Fixtures.market;
import static dev.sortie.vast.Fixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.market.Permit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 9: whoever lost the right to rent or to destroy while it waited sends nothing. */
final class PermitTest {
  /** A call that cannot be undone. */
  private enum Call {
    CREATE {
      @Override
      void make(VastMarket market, Permit permit) {
        market.rent(request(), permit);
      }
    },
    DESTROY {
      @Override
      void make(VastMarket market, Permit permit) {
        market.destroy(Owned.of(5), permit);
      }
    };

    abstract void make(VastMarket market, Permit permit);
  }

  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final String TOO_FAST = "API requests too frequent";

  static Stream<Call> calls() {
    return Stream.of(Call.values());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void withoutAPermitNotAByteGoesOut(Call call) throws IOException {
    try (var server = new ScriptedServer(ScriptedServer.json(200, "{\"success\":true}"));
        var market = market(server.endpoint())) {
      Permit lost =
          () -> {
            throw new Lost();
          };
      assertThatThrownBy(() -> call.make(market, lost)).isInstanceOf(Lost.class);
      assertThat(server.seen()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void itIsAskedAnewBeforeEachAttempt(Call call) throws IOException {
    try (var server =
            new ScriptedServer(
                ScriptedServer.text(429, TOO_FAST),
                ScriptedServer.json(200, "{\"success\":true}"));
        var market = market(server.endpoint())) {
      List<Integer> seenWhenAsked = new ArrayList<>();
      Permit once =
          () -> {
            seenWhenAsked.add(server.seen().size());
            if (seenWhenAsked.size() > 1) {
              throw new Lost();
            }
          };
      assertThatThrownBy(() -> call.make(market, once)).isInstanceOf(Lost.class);
      assertThat(seenWhenAsked).containsExactly(0, 1);
      assertThat(server.seen()).hasSize(1);
    }
  }
}
