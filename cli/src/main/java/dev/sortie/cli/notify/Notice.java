package dev.sortie.cli.notify;

import dev.sortie.core.money.Usd;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One word to a person who is not looking.
 *
 * @param text one or a few lines, without secrets and control characters
 */
public record Notice(Kind kind, String run, String text, Usd cost, Instant at) {
  /** Why somebody is told; the names are those of the webhook's {@code event}. */
  public enum Kind {
    /** Over, all results home, every machine proven gone or kept as asked. */
    DONE("done"),
    /** Over, and something went wrong. */
    FAILED("failed"),
    /** Goes on, but a share of the ceiling is spent. */
    WARNED("warned"),
    /** Goes on, but something that only a person can mend is in its way. */
    NEEDS_YOU("needs you");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  public String event() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return "sortie " + run + ": " + kind.words;
  }

  /** The body of a webhook; docs/notify.md describes it. */
  public Map<String, Object> json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("event", event());
    members.put("run", run);
    members.put("title", title());
    members.put("text", text);
    members.put("cost_usd", cost.dollars());
    members.put("at", at.toString());
    return members;
  }
}
