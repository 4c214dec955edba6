package dev.sortie.vast;

import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.text.Foreign;
import dev.sortie.vast.Answer.Reply;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads refusals. The body counts before the status: a wrong key answers 404, a refused start 200
 * (vast.ai docs, "Rate limits and errors", and observed answers).
 */
final class Problems {
  private static final Set<String> KEY_ERRORS =
      Set.of("auth_error", "not_authorized", "unauthorized", "forbidden");
  private static final int SHOWN_CHARACTERS = 200;

  private Problems() {}

  /** Why this is a no; nothing when it is not one. */
  static Optional<MarketProblem> of(Answer answer) {
    return switch (answer) {
      case Answer.NotSent(String why) -> Optional.of(new MarketProblem.Unreachable(why));
      case Answer.Lost(String why) -> Optional.of(new MarketProblem.NoAnswer(why));
      case Reply reply -> of(reply);
    };
  }

  private static Optional<MarketProblem> of(Reply reply) {
    boolean no = !reply.isSuccess() || reply.json().filter(Problems::saysNo).isPresent();
    return no || isRateLimit(reply) ? Optional.of(refusal(reply)) : Optional.empty();
  }

  /** The same table for an answer that is known to be a no. */
  static MarketProblem refusal(Reply reply) {
    String said = words(reply);
    String code = code(reply);
    String both = (code + " " + said).toLowerCase(Locale.ROOT);
    int status = reply.status();
    if (isRateLimit(reply)) {
      return new MarketProblem.RateLimited(said);
    }
    if (wantsSecondFactor(status, both)) {
      return new MarketProblem.SecondFactor(said);
    }
    if (isBadKey(reply, code, both)) {
      return new MarketProblem.BadKey(said);
    }
    if (both.contains("insufficient_credit") || both.contains("lacks credit") || status == 402) {
      return new MarketProblem.InsufficientCredit(said);
    }
    if (both.contains("spend_rate_limit")) {
      return new MarketProblem.SpendLimit(said);
    }
    if (status >= 500 || status == 408 || status == 425 || status == 499) {
      return new MarketProblem.NoAnswer(said);
    }
    if (status == 404 || both.contains("no_such_")) {
      return new MarketProblem.NotFound(said);
    }
    return new MarketProblem.Refused(code, said);
  }

  static MarketProblem malformed(Reply reply, String what) {
    return new MarketProblem.Malformed(
        reply.json().isPresent() ? "HTTP " + reply.status() + ": " + what : words(reply));
  }

  /** 429 in all forms; plain text without a status of its own was seen too. */
  static boolean isRateLimit(Reply reply) {
    if (reply.status() == 429) {
      return true;
    }
    boolean short4xxOr2xx = reply.status() < 500 && reply.body().length() < 500;
    boolean promises = reply.json().filter(json -> Json.isTrue(json, "success")).isPresent();
    return short4xxOr2xx
        && !promises
        && reply.body().toLowerCase(Locale.ROOT).contains("requests too frequent");
  }

  static String code(Reply reply) {
    return reply.json().map(json -> Json.text(json, "error")).orElse("");
  }

  /** The market's own words on one line. */
  static String words(Reply reply) {
    for (String field : new String[] {"msg", "message", "detail", "error"}) {
      String text = reply.json().map(json -> Json.text(json, field)).orElse("");
      if (!text.isEmpty()) {
        return oneLine(text);
      }
    }
    return "HTTP " + reply.status() + ": " + describe(reply);
  }

  /** Whoever asks is not let in, which says nothing of what was asked for. */
  static boolean isAboutTheLogin(MarketProblem problem) {
    return problem instanceof MarketProblem.BadKey || problem instanceof MarketProblem.SecondFactor;
  }

  /** Only where the key was looked at: an image or a label may speak of two factors as well. */
  private static boolean wantsSecondFactor(int status, String both) {
    boolean about = status == 401 || status == 403 || status == 404;
    return about
        && (both.contains("session expired")
            || both.contains("two factor")
            || both.contains("two-factor")
            || both.contains("2fa")
            || both.contains("tfa_"));
  }

  private static boolean isBadKey(Reply reply, String code, String both) {
    return code.equals("auth_error")
        || reply.status() == 401
        || (reply.status() == 403 && (code.isEmpty() || KEY_ERRORS.contains(code)))
        || both.contains("invalid user key")
        || both.contains("requires login");
  }

  private static boolean saysNo(JsonNode json) {
    return json.isObject()
        && (Json.isFalse(json, "success")
            || (!json.has("success") && !Json.text(json, "error").isEmpty()));
  }

  private static String describe(Reply reply) {
    String body = reply.body().strip();
    if (body.isEmpty()) {
      return "an empty answer";
    }
    if (reply.json().isPresent()) {
      return "an answer without a reason";
    }
    // Broken JSON may hold keys in the clear, so none of it is shown.
    boolean brokenJson = body.startsWith("{") || body.startsWith("[");
    return brokenJson ? "broken JSON of " + body.length() + " characters" : oneLine(body);
  }

  private static String oneLine(String text) {
    String some = text.substring(0, Math.min(text.length(), Bounds.ERROR_CHARACTERS));
    return Foreign.line(some.replaceAll("<[^>]*>", " "), SHOWN_CHARACTERS);
  }
}
