package dev.sortie.vast;

import dev.sortie.core.market.Secret;
import java.net.http.HttpRequest;

/** The account key: the one place where it is revealed, to send it and to keep it out of texts. */
final class ApiKey {
  private final Secret secret;

  ApiKey(Secret secret) {
    this.secret = secret;
    // A bad header value would make the HTTP client throw an exception that quotes it.
    if (!plain().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("the API key holds a character that no key has");
    }
  }

  void authorize(HttpRequest.Builder request) {
    if (!plain().isEmpty()) {
      request.header("Authorization", "Bearer " + plain());
    }
  }

  boolean isIn(String text) {
    return !plain().isEmpty() && text.contains(plain());
  }

  String scrub(String text) {
    return isIn(text) ? text.replace(plain(), Redaction.HIDDEN) : text;
  }

  private String plain() {
    return secret.reveal().strip();
  }
}
