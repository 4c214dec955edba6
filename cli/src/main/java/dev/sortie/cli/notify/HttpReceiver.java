package dev.sortie.cli.notify;

import dev.sortie.cli.terminal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** An address that takes a POST: a webhook with a JSON body, or a topic of an ntfy server. */
final class HttpReceiver implements Receiver {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FIRST_BAD_STATUS = 300;

  private final String name;
  private final HttpClient http;
  private final HttpRequest.Builder request;
  private final boolean ntfy;

  private HttpReceiver(String name, HttpClient http, URI address, boolean ntfy) {
    this.name = name;
    this.http = http;
    this.ntfy = ntfy;
    this.request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("User-Agent", "sortie");
  }

  static HttpReceiver webhook(HttpClient http, URI address) {
    return new HttpReceiver("notify.webhook", http, address, false);
  }

  /** Source of the headers: docs.ntfy.sh/publish. */
  static HttpReceiver ntfy(HttpClient http, URI topic) {
    return new HttpReceiver("notify.ntfy", http, topic, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void send(Notice notice) throws IOException, InterruptedException {
    HttpRequest.Builder one = request.copy();
    if (ntfy) {
      one.header("Title", headerText(notice.title())).header("Tags", tag(notice.kind()));
      if (notice.kind() == Notice.Kind.NEEDS_YOU) {
        one.header("Priority", "high");
      }
    } else {
      one.header("Content-Type", "application/json");
    }
    String body = ntfy ? notice.text() : Json.line(notice.json());
    HttpResponse<Void> answer =
        http.send(
            one.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() >= FIRST_BAD_STATUS) {
      throw new IOException("it answered " + answer.statusCode());
    }
  }

  /** A header holds ASCII only; ntfy reads the rest as RFC 2047 has it. */
  private static String headerText(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
        ? text
        : "=?UTF-8?B?"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  private static String tag(Notice.Kind kind) {
    return switch (kind) {
      case DONE -> "white_check_mark";
      case FAILED -> "x";
      case WARNED -> "warning";
      case NEEDS_YOU -> "rotating_light";
    };
  }
}
