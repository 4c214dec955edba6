package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Humans;
import dev.sortie.cli.terminal.Table;
import dev.sortie.cli.terminal.Terminal;
import dev.sortie.core.choose.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of machines, for people and programs. */
final class HostsText {
  private HostsText() {}

  static List<String> table(List<Host> hosts, Instant now, Terminal terminal) {
    Table table =
        new Table()
            .number("MACHINE")
            .flexible("GPU")
            .number("BOOTS")
            .number("MEDIAN BOOT")
            .number("DUDS")
            .number("LOSSES")
            .number("SPEED")
            .number("LAST SEEN")
            .number("CHANCE");
    for (Host host : hosts) {
      table.row(
          host.machine().toString(),
          host.gpu(),
          Integer.toString(host.boots()),
          host.boot().map(Humans::span).orElse("-"),
          Integer.toString(host.duds()),
          Integer.toString(host.losses()),
          speed(host),
          ago(host.lastSeen(), now),
          Humans.percent(host.chance(1)));
    }
    return table.lines(terminal);
  }

  static Map<String, Object> json(Host host) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("machine", host.machine().value());
    members.put("gpu", host.gpu());
    members.put("boots", host.boots());
    members.put("median_boot_seconds", host.boot().map(boot -> boot.toMillis() / 1000.0));
    members.put("duds", host.duds());
    members.put("losses", host.losses());
    members.put(
        "bytes_per_second",
        host.bytesPerSecond().isPresent() ? Math.round(host.bytesPerSecond().getAsDouble()) : null);
    members.put("last_seen", host.lastSeen().toString());
    members.put("chance", host.chance(1));
    return members;
  }

  /** In a few words, for the table of candidates. */
  static String memory(Host host) {
    List<String> parts = new ArrayList<>();
    parts.add(Humans.count(host.boots(), "boot"));
    if (host.duds() > 0) {
      parts.add(Humans.count(host.duds(), "dud"));
    }
    if (host.losses() > 0) {
      parts.add(Humans.count(host.losses(), "loss", "losses"));
    }
    return String.join(", ", parts);
  }

  private static String speed(Host host) {
    return host.bytesPerSecond().isPresent()
        ? Humans.bytesPerSecond(host.bytesPerSecond().getAsDouble())
        : "-";
  }

  private static String ago(Instant then, Instant now) {
    Duration span = Duration.between(then, now);
    return span.toDays() > 0 ? span.toDays() + " d ago" : Humans.span(span) + " ago";
  }
}
