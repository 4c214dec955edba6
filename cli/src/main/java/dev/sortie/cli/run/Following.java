package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.LiveView;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Reads a run's logs and journal from here, without asking whoever drives it. */
final class Following {
  private static final long LOOK_MILLIS = 300;

  /** As shells tell of a program that SIGPIPE ended. */
  private static final int READER_GONE = 128 + 13;

  private final Context context;
  private final History history;
  private final String name;
  private final Map<AggregateId, Long> heard = new HashMap<>();

  Following(Context context, String name) {
    this.context = context;
    this.history = context.wiring().history();
    this.name = name;
  }

  /**
   * @param follow whether to go on until the run is over
   * @param stages whether to tell the stages too, and show what it costs
   */
  int print(boolean follow, boolean stages) {
    AtomicReference<Run> run = new AtomicReference<>(new Targets(history).run(name));
    RunId id = run.get().agreed().id();
    Narrator narrator = new Narrator(run.get().agreed());
    StatusLine status =
        new StatusLine(run.get().agreed(), context.paint(), context.wiring().isPractice());
    try (LiveView live = LiveView.open(context.out(), context.terminal(), context.env().clock())) {
      AtomicReference<Cost> cost = new AtomicReference<>(Cost.ZERO);
      if (stages && context.terminal().outIsTty()) {
        live.status(() -> List.of(status.text(context.env().clock().instant(), cost.get())));
      }
      LogReader logs = new LogReader(context.wiring().state(), live, context.out()::checkError);
      while (true) {
        run.set(history.run(id).orElseThrow());
        cost.set(cost(id));
        if (stages) {
          for (Entry entry : unheard(id)) {
            // Where the work ends its output comes first, as it did for whoever ran it.
            if (entry.fact() instanceof RunEvent.TaskEnded
                || entry.fact() instanceof RunEvent.SetUpEnded) {
              logs.more(run.get());
            }
            tell(id, entry, narrator, status, live);
          }
        }
        logs.more(run.get());
        if (context.out().checkError()) {
          return READER_GONE;
        }
        if (!follow || run.get().isEnded()) {
          return 0;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void tell(RunId id, Entry entry, Narrator narrator, StatusLine status, LiveView live) {
    status.hear(entry);
    Duration since = Duration.between(history.entries(id).getFirst().at(), entry.at());
    narrator
        .tell(entry.fact())
        .forEach(line ->
            live.line(
                RunView.format(
                    line,
                    context.paint(),
                    RunView.textWidth(context.terminal()),
                    since,
                    Cost.ZERO)));
  }

  /** What the run and its leases wrote since the last call, in the order in which it happened. */
  private List<Entry> unheard(RunId id) {
    List<Entry> fresh = new ArrayList<>(history.entries(id));
    history.leasesOf(id).forEach(lease -> fresh.addAll(history.entries(lease)));
    fresh.removeIf(e -> e.sequence() <= heard.getOrDefault(e.aggregate(), 0L));
    fresh.forEach(e -> heard.merge(e.aggregate(), e.sequence(), Math::max));
    fresh.sort(Comparator.comparing(Entry::at));
    return fresh;
  }

  private Cost cost(RunId id) {
    Instant now = context.env().clock().instant();
    return history.leasesOf(id).stream()
        .flatMap(lease -> history.lease(lease).stream())
        .map(lease -> lease.costAt(now))
        .reduce(Cost.ZERO, Cost::plus);
  }
}
