package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.env.Interrupts;
import dev.sortie.cli.terminal.LiveView;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A run that goes on to its end, with a person watching. */
final class Driving {
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  private final Context context;
  private final Workplace workplace;
  private final boolean json;
  private final boolean explain;

  Driving(Context context, Workplace workplace, boolean json, boolean explain) {
    this.context = context;
    this.workplace = workplace;
    this.json = json;
    this.explain = explain;
  }

  /**
   * @param before what stands in the journal of it already
   * @param prepare makes the run ready; it is begun here
   * @throws dev.sortie.core.error.TroubleException when another process takes it over
   */
  Rental.Outcome drive(RunPlan plan, List<Entry> before, Function<Watcher, RunHandle> prepare) {
    try (RunScreen screen = screen(plan)) {
      if (explain) {
        context.wiring().explainCalls(screen::remark);
      }
      screen.recall(before);
      RunHandle run = prepare.apply(screen.watcher());
      screen.follow(run);
      Signals signals = new Signals(run, screen);
      // Before anything is rented: a signal between the two would leave a machine behind.
      try (Interrupts.Registration _ = context.env().interrupts().onSignal(signals::hear)) {
        run.begin();
        run.await(FOR_EVER);
        return new Rental.Outcome(run.state(), signals.came());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run was under way", e);
    } catch (FencedException _) {
      throw takenOver(plan).asException();
    }
  }

  private RunScreen screen(RunPlan plan) {
    AtomicReference<RunHandle> handle = new AtomicReference<>();
    if (json) {
      return new JsonScreen(context.out(), plan, handle);
    }
    LiveView live = LiveView.open(context.out(), context.terminal(), context.env().clock());
    return new RunView(
        live,
        context.terminal(),
        plan,
        context.env().clock(),
        handle,
        context.wiring().isPractice());
  }

  private Trouble takenOver(RunPlan plan) {
    String by =
        workplace
            .engine()
            .other(plan.id())
            .map(Claims.Driver::name)
            .orElse("a process that is gone again");
    return new Trouble(
        Cause.TAKEN_OVER,
        "run " + plan.id() + " was taken over by " + by + "; this one lets go",
        "nothing was written, fetched or ended by this process since",
        "sortie attach " + plan.id());
  }
}
