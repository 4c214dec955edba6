package dev.sortie.practice.api;

import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.market.Market;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Texts that the market puts behind a URL, as the real one puts logs into a bucket: no key needed,
 * refused with 403 until they are there. Thread-safe.
 */
final class Results {
  private static final double SECONDS_UNTIL_THERE = 1;
  private static final int KEPT = 500;

  private final Market market;
  private final Map<String, Result> results = new LinkedHashMap<>();

  private record Result(String text, double thereAt) {}

  Results(Market market) {
    this.market = market;
  }

  void on(Routes routes) {
    routes.open("GET", "/practice/results/{file}", this::get);
  }

  /** Keeps the text and returns where to fetch it. */
  synchronized String url(String text) {
    String file = UUID.randomUUID().toString().replace("-", "") + ".log";
    results.put(file, new Result(text, market.now() + SECONDS_UNTIL_THERE));
    if (results.size() > KEPT) {
      results.remove(results.keySet().iterator().next());
    }
    return market.url() + "/practice/results/" + file;
  }

  private synchronized Reply get(Call call) {
    Result result = results.get(call.vars().getOrDefault("file", ""));
    return result == null || market.now() < result.thereAt()
        ? Reply.text(
            403,
            "application/xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
        : Reply.text(200, "text/plain", result.text());
  }
}
