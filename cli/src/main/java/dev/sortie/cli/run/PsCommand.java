package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.Humans;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.Table;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.engine.history.History;
import dev.sortie.practice.machine.Leftovers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what goes on and what it costs, from the journal alone. */
@Command(name = "ps", description = "Show runs and leases: state, machine, cost, when they die.")
public final class PsCommand implements Action {
  private static final int ENDED_SHOWN = 20;

  @Option(
      names = {"-a", "--all"},
      description = "Show runs that are over too.")
  private boolean all;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** One line: a lease that may cost money, or a run without one. */
  private record Row(
      String run,
      String lease,
      String state,
      String machine,
      Optional<Usd> cost,
      Optional<Usd> perHour,
      Optional<Duration> diesIn,
      Optional<Instant> marketEnd,
      Optional<String> driver) {
    boolean isOver() {
      return lease.isEmpty() && (state.equals("done") || state.startsWith("ended"));
    }
  }

  @Override
  public int run(Context context) {
    Leftovers.sweep().forEach(context.env().err()::println);
    Claims claims = context.wiring().claims();
    List<Row> rows = rows(context.wiring().history(), claims, context.env().clock().instant());
    if (json) {
      context.printJson(rows.stream().map(PsCommand::json).toList());
      return 0;
    }
    if (rows.isEmpty()) {
      String what = all ? "no run stands in the journal" : "nothing is running";
      context.out().println(context.paint().paint(Style.MUTED, what));
      return 0;
    }
    Table table =
        new Table()
            .flexible("RUN")
            .text("LEASE")
            .text("STATE")
            .flexible("MACHINE")
            .number("COST")
            .number("$/H")
            .number("DIES IN")
            .text("DRIVER");
    for (Row row : rows) {
      table.row(
          row.run(),
          row.lease(),
          row.state(),
          row.machine(),
          row.cost().map(Usd::toString).orElse("?"),
          row.perHour().map(Humans::dollars).orElse(""),
          row.diesIn().map(Humans::clock).orElse("")
              + (row.marketEnd().isPresent() ? " market too" : ""),
          row.driver().orElse(row.isOver() ? "" : "nobody"));
    }
    context.print(table.lines(context.terminal()));
    Unattended.tell(context);
    return 0;
  }

  private List<Row> rows(History history, Claims claims, Instant now) {
    Targets targets = new Targets(history);
    List<Row> rows = new ArrayList<>();
    for (LeaseId id : history.openLeases()) {
      boolean known = history.leaseIfReadable(id).isPresent();
      rows.add(known ? row(targets.target(id), claims, now) : unreadable("", id.value()));
    }
    var shown = all ? history.runs().stream().limit(ENDED_SHOWN).toList() : history.openRuns();
    shown.stream()
        .filter(id -> rows.stream().noneMatch(row -> row.run().equals(id.value())))
        .map(id ->
            history
                .runIfReadable(id)
                .map(run -> row(run, history, claims, now))
                .orElseGet(() -> unreadable(id.value(), "")))
        .forEach(rows::add);
    return rows;
  }

  /** Another version of the program knows what it is of; it may cost money. */
  private static Row unreadable(String run, String lease) {
    return new Row(
        run,
        lease,
        "unreadable",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Row row(Targets.Target target, Claims claims, Instant now) {
    Lease lease = target.lease();
    String run = lease.openedTerms().run();
    boolean kept = target.run().map(r -> r.verdict().kept()).orElse(false);
    return new Row(
        run,
        target.id().value(),
        state(lease, target.run(), kept),
        lease.openedTerms().gpu() + lease.instance().map(i -> "  instance " + i).orElse(""),
        Optional.of(lease.costAt(now).total()),
        Optional.of(lease.openedTerms().rates().perHour()),
        lease.deadline().map(end -> Duration.between(now, end)),
        lease.marketEnd().at(),
        driver(claims, AggregateId.Kind.LEASE, target.id().value())
            .or(() -> driver(claims, AggregateId.Kind.RUN, run)));
  }

  private static Optional<String> driver(Claims claims, AggregateId.Kind kind, String id) {
    return claims.other(new AggregateId(kind, id)).map(Claims.Driver::name);
  }

  private static Row row(Run run, History history, Claims claims, Instant now) {
    Usd cost =
        history.leasesOf(run.agreed().id()).stream()
            .flatMap(id -> history.leaseIfReadable(id).stream())
            .map(lease -> lease.costAt(now).total())
            .reduce(Usd.ZERO, Usd::plus);
    return new Row(
        run.agreed().id().value(),
        "",
        run.isEnded() ? ended(run) : word(run),
        run.chosen().map(c -> c.offer().gpu()).orElse(""),
        Optional.of(cost),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        driver(claims, AggregateId.Kind.RUN, run.agreed().id().value()));
  }

  private static String state(Lease lease, Optional<Run> run, boolean kept) {
    return switch (lease.phase()) {
      case LeasePhase.Renting _ -> "renting";
      case LeasePhase.LookingUp _ -> "looking up";
      case LeasePhase.Booting _ -> "booting";
      case LeasePhase.Up _ -> kept ? "kept" : run.map(PsCommand::word).orElse("up");
      case LeasePhase.Ending ending ->
          ending.isOnlyToBeProven()
              ? "proving it gone"
              : "ending" + (ending.tries() > 1 ? ", try " + ending.tries() : "");
      case LeasePhase.Unopened _, LeasePhase.Gone _, LeasePhase.NotRented _ -> "gone";
    };
  }

  private static String word(Run run) {
    return switch (run.phase()) {
      case WORKING -> "task " + run.progress().position() + "/" + run.agreed().tasks().size();
      case SETTING_UP -> "set-up";
      case UNPLANNED, RENTING, PUSHING, PULLING, RELEASING, ENDED ->
          run.phase().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String ended(Run run) {
    return run.verdict().troubles().isEmpty()
        ? "done"
        : "ended " + run.verdict().troubles().getFirst().cause().code();
  }

  private static Map<String, Object> json(Row row) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("run", row.run());
    members.put("lease", row.lease());
    members.put("state", row.state());
    members.put("machine", row.machine());
    members.put("cost_usd", row.cost().map(Usd::dollars));
    members.put("usd_per_hour", row.perHour().map(Usd::dollars));
    members.put("dies_in_seconds", row.diesIn().map(Duration::toSeconds));
    members.put("market_ends_after", row.marketEnd().map(Instant::toString));
    members.put("driver", row.driver());
    return members;
  }
}
