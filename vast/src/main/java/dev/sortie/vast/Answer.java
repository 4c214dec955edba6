package dev.sortie.vast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What came back from one call. */
sealed interface Answer {
  /**
   * An answer of HTTP, whatever it says.
   *
   * @param date what the market's clock showed, where it says so
   */
  record Reply(
      int status, String body, Optional<JsonNode> json, Duration retryAfter, Optional<Instant> date)
      implements Answer {
    static Reply of(int status, String body) {
      return new Reply(status, body, Json.parse(body), Duration.ZERO, Optional.empty());
    }

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** The body may hold the keys of the account and of instances. */
    @Override
    public String toString() {
      return "HTTP " + status;
    }
  }

  /** No connection came about: the request provably did not leave. */
  record NotSent(String why) implements Answer {}

  /** The request may have left, but no whole answer came. */
  record Lost(String why) implements Answer {}
}
