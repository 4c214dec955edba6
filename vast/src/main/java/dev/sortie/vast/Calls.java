package dev.sortie.vast;

import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Permit;
import dev.sortie.vast.Answer.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Makes calls in due pace. Every call is repeated when it was refused for haste, because that
 * happens before the market acts; only reads are repeated for any other reason (law 2).
 * Thread-safe.
 */
final class Calls implements AutoCloseable {
  private static final int ATTEMPTS_WHEN_TOO_FAST = 6;
  private static final int ATTEMPTS_OF_A_READ = 4;
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);

  private final String endpoint;
  private final Wire wire;
  private final ApiKey key;
  private final Pace pace;
  private final CallListener listener;

  Calls(VastSettings settings) {
    this.endpoint = settings.endpoint().toString();
    this.key = new ApiKey(settings.apiKey());
    this.wire = new Wire(settings.connectTimeout(), settings.requestTimeout(), key);
    this.pace = settings.pace();
    this.listener = settings.listener();
  }

  String endpoint() {
    return endpoint;
  }

  ApiKey key() {
    return key;
  }

  /** A call without effect. */
  Answer read(ApiRequest request) {
    return repeat(request, true, Permit.ALWAYS);
  }

  /** A read whose refusal is an exception; the answer is JSON. */
  JsonNode readOrThrow(ApiRequest request) {
    return orThrow(read(request));
  }

  /** A call with an effect. */
  Answer act(ApiRequest request) {
    return act(request, Permit.ALWAYS);
  }

  /** A call with an effect; {@code permit} is asked each time right before it goes out. */
  Answer act(ApiRequest request, Permit permit) {
    return repeat(request, false, permit);
  }

  static JsonNode orThrow(Answer answer) {
    Optional<MarketProblem> problem = Problems.of(answer);
    if (problem.isPresent()) {
      throw new MarketException(problem.get());
    }
    Reply reply = (Reply) answer;
    return reply
        .json()
        .orElseThrow(() -> new MarketException(Problems.malformed(reply, "not JSON")));
  }

  /** Fetches a link that the market gave; no key, no pace, no repetition. */
  Answer fetch(URI link) {
    long start = System.nanoTime();
    Answer answer = wire.fetch(link);
    // The query of such a link may be a signature.
    String shown = link.toString().replaceAll("\\?.*", "?…");
    report(new ApiCall("GET", shown, ""), 1, answer, "", start);
    return answer;
  }

  void pause(Duration duration) throws InterruptedException {
    pace.pause(duration);
  }

  private Answer repeat(ApiRequest request, boolean isRead, Permit permit) {
    for (int attempt = 1; ; attempt++) {
      Answer answer = once(request, attempt, permit);
      if (answer instanceof Reply reply && !Problems.isRateLimit(reply)) {
        pace.accepted(request.limit());
      }
      boolean again =
          isTooFast(request, answer, isRead)
              ? attempt < ATTEMPTS_WHEN_TOO_FAST
              : isRead && isPassing(answer) && attempt < ATTEMPTS_OF_A_READ;
      if (!again
          || Thread.currentThread().isInterrupted()
          || !waited(request, answer, attempt, isRead)) {
        return answer;
      }
    }
  }

  private Answer once(ApiRequest request, int attempt, Permit permit) {
    try {
      pace.await(request.limit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.NotSent("interrupted before the request was sent");
    }
    permit.check();
    long start = System.nanoTime();
    Answer answer = scrubbed(wire.call(endpoint, request), request);
    String outcome = Problems.of(answer).map(MarketProblem::said).orElse("");
    report(Redaction.show(endpoint, request), attempt, answer, outcome, start);
    return answer;
  }

  /** Prepares the next attempt; false when interrupted meanwhile. */
  private boolean waited(ApiRequest request, Answer answer, int attempt, boolean isRead) {
    if (answer instanceof Reply reply && isTooFast(request, reply, isRead)) {
      Duration asked = reply.json().map(RetryAfter::in).orElse(Duration.ZERO);
      pace.refused(request.limit(), attempt, asked.isPositive() ? asked : reply.retryAfter());
      return true;
    }
    try {
      pace.pause(pace.afterTrouble(attempt));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * An act counts as refused for haste only by an error status, and a create only where no new
   * instance is named: all else may have been done.
   */
  private static boolean isTooFast(ApiRequest request, Answer answer, boolean isRead) {
    return answer instanceof Reply reply
        && Problems.isRateLimit(reply)
        && (isRead || !reply.isSuccess())
        && !(request.limit() == Limit.CREATE && reply.body().contains("new_contract"));
  }

  private static boolean isPassing(Answer answer) {
    return switch (answer) {
      case Reply reply -> PASSING.contains(reply.status());
      case Answer.NotSent _, Answer.Lost _ -> true;
    };
  }

  private Answer scrubbed(Answer answer, ApiRequest request) {
    if (request.secrets().isEmpty() || !(answer instanceof Reply reply)) {
      return answer;
    }
    String body = Redaction.scrub(reply.body(), request.secrets());
    return new Reply(reply.status(), body, Json.parse(body), reply.retryAfter(), reply.date());
  }

  /** For whoever explains the calls. */
  void remark(String what) {
    listener.remarked(what);
  }

  private void report(ApiCall call, int attempt, Answer answer, String outcome, long start) {
    OptionalInt status =
        answer instanceof Reply reply ? OptionalInt.of(reply.status()) : OptionalInt.empty();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    ApiCall shown = new ApiCall(call.method(), key.scrub(call.url()), key.scrub(call.body()));
    listener.called(new CallReport(shown, attempt, status, outcome, took));
  }

  @Override
  public void close() {
    wire.close();
  }
}
