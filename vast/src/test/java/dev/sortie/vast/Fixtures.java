package dev.sortie.vast;

import dev.sortie.core.market.ImageLogin;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** What many tests need. */
final class Fixtures {
  static final String KEY = "0123456789abcdef0123456789abcdef-account-key";
  static final Label LABEL = new Label("c0ffee", "lease01");

  private Fixtures() {}

  static VastSettings settings(URI endpoint) {
    return VastSettings.of(endpoint, new Secret(KEY))
        .withPace(instantPace())
        .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(3));
  }

  /** Waits pass at once: its clock is moved by the sleeping. */
  private static Pace instantPace() {
    AtomicLong now = new AtomicLong();
    return new Pace(
        0, now::get, slept -> now.addAndGet(slept.toNanos()), RandomGenerator.getDefault());
  }

  static VastMarket market(URI endpoint) {
    return new VastMarket(settings(endpoint));
  }

  static RentRequest request() {
    return new RentRequest(
        new OfferId(21),
        LABEL,
        "ghcr.io/coriou/voice-tools:cuda",
        60,
        Map.of("HF_TOKEN", "hf_verysecretvalue", "MODE", "fast"),
        List.of(8188),
        "echo hi",
        Optional.of(new ImageLogin("ghcr.io", "someone", new Secret("registry-password"))));
  }

  static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }

  static Answer.Reply reply(int status, String body) {
    return Answer.Reply.of(status, body);
  }
}
