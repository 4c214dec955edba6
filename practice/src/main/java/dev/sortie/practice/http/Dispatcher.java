package dev.sortie.practice.http;

import dev.sortie.practice.http.Routes.Match;
import dev.sortie.practice.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Finds the route, checks the key, runs what stands around and logs the outcome. Thread-safe. */
public final class Dispatcher {
  /** Not of any standard: the market's own (docs of "execute"). */
  private static final int INVALID_JSON = 483;

  private final Routes routes;
  private final KeyRing keys;
  private final List<Around> arounds;
  private final RequestLog log;
  private final DoubleSupplier now;
  private final Consumer<String> notices;

  public Dispatcher(
      Routes routes,
      KeyRing keys,
      List<Around> arounds,
      RequestLog log,
      DoubleSupplier now,
      Consumer<String> notices) {
    this.routes = routes;
    this.keys = keys;
    this.arounds = List.copyOf(arounds);
    this.log = log;
    this.now = now;
    this.notices = notices;
  }

  Reply dispatch(
      String method, URI uri, @Nullable String authorization, String agent, byte[] sent) {
    String path = trim(uri.getPath());
    Reply reply = guarded(method, path, uri, authorization, agent, sent);
    int status = reply instanceof Reply.Answer answer ? answer.status() : 0;
    log.add(new RequestLog.Line(method, path, status, now.getAsDouble(), agent));
    return reply;
  }

  private Reply guarded(
      String method,
      String path,
      URI uri,
      @Nullable String authorization,
      String agent,
      byte[] sent) {
    try {
      Optional<Match> match = routes.find(method, path);
      if (match.isEmpty()) {
        return Reply.error(404, "not_found", "no such path: " + method + " " + path);
      }
      Map<String, String> query = query(uri);
      Who who = who(authorization, query);
      Call call = new Call(method, path, match.get().vars(), query, read(sent), who, agent);
      return around(call, match.get().route());
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (RuntimeException bug) {
      notices.accept("market: " + method + " " + path + " failed: " + bug);
      return Reply.error(500, "server_error", "internal error");
    }
  }

  private Reply around(Call call, Route route) {
    Supplier<Reply> action = () -> admitted(call, route);
    for (Around around : arounds) {
      Supplier<Reply> inner = action;
      action = () -> around.around(call, route, inner);
    }
    return action.get();
  }

  private Reply admitted(Call call, Route route) {
    try {
      admit(call, route);
      return route.handler().handle(call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private static void admit(Call call, Route route) {
    if (route.access() == Access.OPEN) {
      return;
    }
    switch (call.who()) {
      case Who.Account() -> {}
      case Who.Instance(long id) -> {
        boolean own =
            route.access() == Access.OWN_INSTANCE
                && String.valueOf(id).equals(call.vars().get("id"));
        if (!own) {
          throw new Refusal(401, "auth_error", "This key may not do that.");
        }
      }
      case Who.Nobody() -> throw new Refusal(403, "auth_error", "This action requires login.");
      case Who.Stranger() -> throw new Refusal(404, "auth_error", "Invalid user key");
    }
  }

  private Who who(@Nullable String authorization, Map<String, String> query) {
    String bearer = "Bearer ";
    if (authorization != null && authorization.regionMatches(true, 0, bearer, 0, 7)) {
      return keys.whose(authorization.substring(bearer.length()).strip());
    }
    String key = query.get("api_key");
    return key == null ? new Who.Nobody() : keys.whose(key);
  }

  private static JsonNode read(byte[] sent) {
    if (sent.length == 0) {
      return Json.object();
    }
    try {
      return Json.MAPPER.readTree(sent);
    } catch (JacksonException malformed) {
      throw new Refusal(INVALID_JSON, "invalid_json", "the body is not valid JSON");
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    String raw = uri.getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int sign = pair.indexOf('=');
        query.put(
            decode(sign < 0 ? pair : pair.substring(0, sign)),
            sign < 0 ? "" : decode(pair.substring(sign + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(400, "bad_request", "the query is malformed");
    }
  }

  private static String trim(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
