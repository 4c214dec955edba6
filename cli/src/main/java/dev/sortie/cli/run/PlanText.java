package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Humans;
import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.Table;
import dev.sortie.cli.terminal.Terminal;
import dev.sortie.core.choose.Candidate;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.plan.Planner;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The spoken plan before money moves. */
final class PlanText {
  private static final int SHOWN = 3;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final String INDENT = " ".repeat(8);

  private PlanText() {}

  static List<String> lines(
      Planner.Planned planned, PushSize push, Instant now, ZoneId zone, Terminal terminal) {
    RunPlan plan = planned.plan();
    Painter painter = terminal.out();
    List<String> lines = new ArrayList<>();
    lines.add(painter.paint(Style.STAGE, "plan    ") + headline(plan, push));
    PushText.lines(push).forEach(line -> lines.add(INDENT + line));
    table(planned.considered().stream().limit(SHOWN).toList(), terminal)
        .forEach(line -> lines.add(INDENT + line));
    Candidate best = plan.candidates().getFirst();
    lines.add(INDENT + painter.paint(Style.MUTED, "expected " + split(best)));
    Instant end = now.plus(best.life()).plus(Budget.TEARDOWN);
    int more = planned.considered().size() - SHOWN;
    lines.add(
        INDENT
            + "never more than "
            + painter.paint(Style.MONEY, plan.budget().ceiling().toString())
            + " · gone by "
            + clock(now, end, zone)
            + (more > 0 ? " · " + more + " more offers: --explain" : ""));
    return lines;
  }

  private static String clock(Instant now, Instant end, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(end, zone);
    long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), day);
    String time = TIME.withZone(zone).format(end);
    return time + (days == 0 ? "" : days == 1 ? " tomorrow" : " on " + day);
  }

  /** Every candidate with each term of its price, and what is remembered of its machine. */
  static List<String> explained(Planner.Planned planned, Terminal terminal) {
    Table table =
        new Table()
            .text("offer")
            .flexible("gpu")
            .number("$/h")
            .number("boot")
            .number("transfer")
            .number("work")
            .number("gpu $")
            .number("disk $")
            .number("net $")
            .number("job $")
            .number("market")
            .text("memory")
            .number("chance")
            .number("expected $");
    for (Candidate c : planned.considered()) {
      table.row(
          c.offer().id().toString(),
          c.offer().gpu(),
          digits(c.rates().perHour()),
          Humans.span(c.forecast().boot()),
          Humans.span(c.forecast().transfer()),
          Humans.span(c.forecast().work()),
          digits(c.forecast().cost().gpu()),
          digits(c.forecast().cost().disk()),
          digits(c.forecast().cost().network()),
          digits(c.forecast().cost().total()),
          Humans.percent(c.offer().reliability()),
          planned.memory().host(c.offer().machine()).map(HostsText::memory).orElse("-"),
          Humans.percent(c.chance()),
          digits(c.expected()));
    }
    List<String> lines = new ArrayList<>(table.lines(terminal));
    if (planned.leftOut() > 0) {
      lines.add(
          Humans.count(planned.leftOut(), "offer")
              + " left out: other runs here rent them, or were refused them a moment ago");
    }
    return lines;
  }

  private static String headline(RunPlan plan, PushSize push) {
    List<String> parts = new ArrayList<>();
    parts.add(plan.tasks().isEmpty() ? "a shell" : Humans.count(plan.tasks().size(), "task"));
    if (push.files() > 0) {
      parts.add("push " + Humans.count(push.files(), "file") + ", " + Humans.bytes(push.bytes()));
    }
    if (plan.options().pull() && !plan.tasks().isEmpty()) {
      parts.add(
          "outputs from "
              + String.join(", ", plan.recipe().outputs().stream().map(o -> o.from()).toList()));
    }
    parts.add(plan.recipe().image());
    return String.join(" · ", parts);
  }

  private static List<String> table(List<Candidate> candidates, Terminal terminal) {
    Table table =
        new Table().text("").text("").flexible("").number("").text("").text("").text("").text("");
    String mark = terminal.out().paint(Style.GOOD, "✔");
    for (Candidate c : candidates) {
      boolean first = table.isEmpty();
      table.row(
          first ? mark : " ",
          c.offer().gpu(),
          c.offer().location(),
          Humans.perHour(c.rates().perHour()),
          "boot ~" + Humans.span(c.forecast().boot()),
          "machine " + c.offer().machine(),
          Humans.percent(c.chance()),
          "→ " + c.forecast().cost().total());
    }
    return table.lines(indented(terminal));
  }

  /** The same terminal, as far as there is room behind the indent. */
  private static Terminal indented(Terminal terminal) {
    return new Terminal(
        terminal.inIsTty(),
        terminal.outIsTty(),
        terminal.errIsTty(),
        terminal.out(),
        terminal.err(),
        () -> terminal.width() - INDENT.length());
  }

  private static String split(Candidate c) {
    return String.format(
        Locale.ROOT,
        "%s gpu + %s disk + %s net, in about %s",
        c.forecast().cost().gpu(),
        c.forecast().cost().disk(),
        c.forecast().cost().network(),
        Humans.span(c.forecast().total()));
  }

  private static String digits(Usd usd) {
    return usd.dollars().setScale(3, RoundingMode.HALF_UP).toPlainString();
  }
}
