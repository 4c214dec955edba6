package dev.sortie.vast;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How long a refusal asks to keep away; vast.ai documents neither form, but one was seen. */
final class RetryAfter {
  private static final double LONGEST_SECONDS = 60;

  private RetryAfter() {}

  static Duration seconds(String header) {
    try {
      return seconds(Double.parseDouble(header.strip()));
    } catch (NumberFormatException aDate) {
      return Duration.ZERO;
    }
  }

  static Duration in(JsonNode body) {
    return seconds(Json.number(body, "retry_after", 0));
  }

  private static Duration seconds(double seconds) {
    boolean sensible = seconds > 0 && seconds <= LONGEST_SECONDS;
    return sensible ? Duration.ofMillis((long) (seconds * 1000)) : Duration.ZERO;
  }
}
