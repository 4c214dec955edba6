package dev.sortie.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.TroubleException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxiesTest {
  private static final URI MARKET = URI.create("https://console.vast.ai/api/v0/");
  private static final Proxy PROXY =
      new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128));

  private static Proxy used(Map<String, String> variables, URI uri) {
    return Proxies.of(variables).orElseThrow().select(uri).getFirst();
  }

  @Test
  void theMarketIsCalledThroughTheProxyOfTheEnvironment() {
    assertThat(Proxies.of(Map.of())).isEmpty();
    assertThat(Proxies.of(Map.of("HTTPS_PROXY", " "))).isEmpty();
    assertThat(used(Map.of("HTTPS_PROXY", "http://proxy.example:3128"), MARKET)).isEqualTo(PROXY);
    assertThat(used(Map.of("https_proxy", "proxy.example:3128/"), MARKET)).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "localhost,console.vast.ai", ".vast.ai", "vast.ai", "*.vast.ai"})
  void whatIsExceptedIsCalledWithout(String without) {
    Map<String, String> variables =
        Map.of("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", without);
    assertThat(used(variables, MARKET)).isEqualTo(Proxy.NO_PROXY);
  }

  @Test
  void aPracticeMarketOnThisComputerIsCalledWithout() {
    Map<String, String> variables = Map.of("HTTPS_PROXY", "http://proxy.example:3128");
    assertThat(used(variables, URI.create("http://127.0.0.1:8080/"))).isEqualTo(Proxy.NO_PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:secret@proxy.example:1",
        "socks5://proxy.example:1",
        "https://a:1",
        "http://"
      })
  void whatCannotBeUsedIsNamedWithoutItsValue(String text) {
    assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", text)))
        .isInstanceOf(TroubleException.class)
        .hasMessageNotContaining("secret");
  }
}
