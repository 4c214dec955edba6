package dev.sortie.vast;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** One request, one answer; knows which failures prove that nothing was sent. Thread-safe. */
final class Wire implements AutoCloseable {
  /** Networks in front of an API often refuse the name that a library gives itself. */
  private static final String AGENT = "sortie";

  private final HttpClient client;
  private final Duration timeout;
  private final ApiKey key;

  Wire(Duration connectTimeout, Duration timeout, ApiKey key) {
    // HTTP/1.1 and no redirects: the client then never repeats a PUT, POST or DELETE by itself.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
    this.timeout = timeout;
    this.key = key;
  }

  Answer call(String endpoint, ApiRequest request) {
    HttpRequest.Builder http = request(URI.create(endpoint + request.path()));
    key.authorize(http);
    http.header("Accept", "application/json");
    request
        .body()
        .ifPresentOrElse(
            body -> {
              http.header("Content-Type", "application/json");
              http.method(request.method(), HttpRequest.BodyPublishers.ofString(Json.write(body)));
            },
            () -> http.method(request.method(), HttpRequest.BodyPublishers.noBody()));
    return send(http.build());
  }

  /** Without the key: a link that the market gave, to somebody else's storage. */
  Answer fetch(URI link) {
    return send(request(link).GET().build());
  }

  private static HttpRequest.Builder request(URI target) {
    return HttpRequest.newBuilder(target).header("User-Agent", AGENT);
  }

  private Answer send(HttpRequest request) {
    // The client's own time-out ends with the headers; this one covers a body that never ends.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Bounds.ANSWER_BYTES));
    try {
      return reply(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return new Answer.Lost("no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Lost("interrupted while waiting for the answer");
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private Answer reply(HttpResponse<byte[]> response) {
    String body = key.scrub(new String(response.body(), StandardCharsets.UTF_8));
    Duration retryAfter =
        response.headers().firstValue("Retry-After").map(RetryAfter::seconds).orElse(Duration.ZERO);
    Optional<Instant> date = response.headers().firstValue("Date").flatMap(Wire::instant);
    return new Answer.Reply(response.statusCode(), body, Json.parse(body), retryAfter, date);
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Answer failure(Throwable failure) {
    String why = key.scrub(describe(failure));
    return switch (failure) {
      case HttpConnectTimeoutException _ -> new Answer.NotSent(why);
      case ConnectException _ -> new Answer.NotSent(why);
      case UnknownHostException _ -> new Answer.NotSent(why);
      case UnresolvedAddressException _ -> new Answer.NotSent(why);
      // Our own no to the market's certificate; other handshake alerts may come after the request.
      case SSLHandshakeException e when e.getCause() instanceof CertificateException ->
          new Answer.NotSent(why);
      case IOException _ -> new Answer.Lost(why);
      default -> new Answer.Lost(why);
    };
  }

  private static String describe(Throwable failure) {
    return switch (failure) {
      case UnresolvedAddressException _, UnknownHostException _ ->
          "its name cannot be found: no network, or no DNS";
      case ConnectException _ -> "nobody answers there: the connection was refused";
      default -> inItsOwnWords(failure);
    };
  }

  private static String inItsOwnWords(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getMessage() == null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String name = deepest.getClass().getSimpleName();
    return deepest.getMessage() == null ? name : name + ": " + deepest.getMessage();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
