package dev.sortie.vast;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.vast.Answer.Reply;
import java.net.URI;
import java.time.Duration;

/** Fetches container logs: the market writes them to a storage link, which takes a while. */
final class Logs {
  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final int ATTEMPTS = 30;

  private final Calls calls;

  Logs(Calls calls) {
    this.calls = calls;
  }

  String container(InstanceId id, int lines) {
    URI link = link(Json.raw(Calls.orThrow(calls.act(Routes.requestLog(id, lines))), "result_url"));
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (calls.fetch(link) instanceof Reply reply && reply.status() == 200) {
        return reply.body();
      }
      pause();
    }
    throw new MarketException(
        new MarketProblem.NoAnswer("the market did not deliver the log of instance " + id));
  }

  private URI link(String text) {
    try {
      URI link = URI.create(calls.endpoint() + "/").resolve(text);
      if (!text.isEmpty() && link.getHost() != null && link.getScheme().startsWith("http")) {
        return link;
      }
    } catch (IllegalArgumentException notALink) {
      throw new MarketException(new MarketProblem.Malformed("the link to the log is broken"));
    }
    throw new MarketException(new MarketProblem.Malformed("the answer holds no link to the log"));
  }

  private void pause() {
    try {
      calls.pause(INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MarketException(
          new MarketProblem.NoAnswer("interrupted while waiting for the log"));
    }
  }
}
