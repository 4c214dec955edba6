package dev.sortie.cli.wiring;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy that {@code HTTPS_PROXY} names, for calls to the market and notices; {@code NO_PROXY}
 * says where there is none. What speaks plain HTTP is a practice market on this computer and needs
 * none.
 */
final class Proxies extends ProxySelector {
  private final Proxy proxy;
  private final List<String> without;

  private Proxies(Proxy proxy, List<String> without) {
    this.proxy = proxy;
    this.without = without;
  }

  /**
   * @return empty when the environment names none
   * @throws dev.sortie.core.error.TroubleException when what it names is no proxy that can be used
   */
  static Optional<ProxySelector> of(Map<String, String> variables) {
    return value(variables, "HTTPS_PROXY")
        .map(text -> {
          List<String> without =
              Arrays.stream(value(variables, "NO_PROXY").orElse("").split("[,\\s]+"))
                  .filter(one -> !one.isEmpty())
                  .map(one -> one.replaceFirst("^\\*?\\.", "").toLowerCase(Locale.ROOT))
                  .toList();
          return new Proxies(new Proxy(Proxy.Type.HTTP, address(text)), without);
        });
  }

  private static Optional<String> value(Map<String, String> variables, String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT), name)
        .map(variables::get)
        .filter(text -> text != null && !text.isBlank())
        .map(String::strip)
        .findFirst();
  }

  private static InetSocketAddress address(String text) {
    URI uri;
    try {
      uri = URI.create(text.contains("://") ? text : "http://" + text);
    } catch (IllegalArgumentException e) {
      throw bad("names no proxy");
    }
    if (uri.getRawUserInfo() != null) {
      throw bad("has a user, and proxies that want a login cannot be used");
    }
    if (uri.getHost() == null || !"http".equals(uri.getScheme())) {
      throw bad("names no proxy that speaks plain HTTP");
    }
    return InetSocketAddress.createUnresolved(
        uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
  }

  /** Without its value, for a password may stand in it. */
  private static RuntimeException bad(String what) {
    return new Trouble(
            Cause.BAD_ARGUMENT, "HTTPS_PROXY " + what, "set it to http://HOST:PORT, or unset it")
        .asException();
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean isDirect =
        !"https".equals(uri.getScheme())
            || without.stream()
                .anyMatch(one -> one.equals("*") || host.equals(one) || host.endsWith("." + one));
    return List.of(isDirect ? Proxy.NO_PROXY : proxy);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // Whoever calls is told by the call itself.
  }
}
