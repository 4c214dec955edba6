package dev.sortie.vast;

import dev.sortie.core.market.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the market is and how to talk to it.
 *
 * @param endpoint scheme, host and port, such as {@code https://console.vast.ai}
 * @param apiKey may be blank: only search works then
 * @param requestTimeout for one attempt, from sending to the last byte of the answer
 */
public record VastSettings(
    URI endpoint,
    Secret apiKey,
    Duration connectTimeout,
    Duration requestTimeout,
    Pace pace,
    CallListener listener) {
  public static final URI PUBLIC_ENDPOINT = URI.create("https://console.vast.ai");

  public VastSettings {
    Objects.requireNonNull(apiKey, "apiKey is null");
    Objects.requireNonNull(pace, "pace is null");
    Objects.requireNonNull(listener, "listener is null");
    String scheme = endpoint.getScheme();
    boolean http = "https".equals(scheme) || "http".equals(scheme);
    if (!http || endpoint.getHost() == null || endpoint.getRawUserInfo() != null) {
      throw new IllegalArgumentException("an endpoint looks like https://console.vast.ai");
    }
    String text = endpoint.toString().replaceAll("/+$", "");
    endpoint = URI.create(text);
  }

  /** Documented pace, 10 s to connect and 30 s for an answer. */
  public static VastSettings of(URI endpoint, Secret apiKey) {
    return new VastSettings(
        endpoint,
        apiKey,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Pace.documented(),
        CallListener.NONE);
  }

  public VastSettings withPace(Pace other) {
    return new VastSettings(endpoint, apiKey, connectTimeout, requestTimeout, other, listener);
  }

  public VastSettings withListener(CallListener other) {
    return new VastSettings(endpoint, apiKey, connectTimeout, requestTimeout, pace, other);
  }

  public VastSettings withTimeouts(Duration connect, Duration request) {
    return new VastSettings(endpoint, apiKey, connect, request, pace, listener);
  }
}
