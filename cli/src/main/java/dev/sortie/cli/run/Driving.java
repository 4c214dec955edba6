package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.env.Interrupts;
import dev.sortie.cli.notify.Notifier;
import dev.sortie.cli.terminal.LiveView;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A run that goes on to its end, with a person watching. */
final class Driving {
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  /** For what was found on the market: its proof takes some fifteen seconds. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration MOMENT = Duration.ofMillis(500);

  private final Context context;
  private final Workplace workplace;
  private final boolean json;
  private final boolean explain;
  private final boolean leavesTheProof;

  Driving(Context context, Workplace workplace, boolean json, boolean explain) {
    this(context, workplace, json, explain, false);
  }

  private Driving(
      Context context, Workplace workplace, boolean json, boolean explain, boolean leavesTheProof) {
    this.context = context;
    this.workplace = workplace;
    this.json = json;
    this.explain = explain;
    this.leavesTheProof = leavesTheProof;
  }

  /** The same, but it ends when nothing is left to do but to prove the machines gone. */
  Driving leavingTheProof() {
    return new Driving(context, workplace, json, explain, true);
  }

  /**
   * @param before what stands in the journal of it already
   * @param prepare makes the run ready; it is begun here
   * @throws dev.sortie.core.error.TroubleException when another process takes it over
   */
  Rental.Outcome drive(RunPlan plan, List<Entry> before, Function<Watcher, RunHandle> prepare) {
    try (RunScreen screen = screen(plan);
        Notifier notifier = context.wiring().notifier(screen::remark)) {
      if (explain) {
        context.wiring().explainCalls(screen::remark);
      }
      screen.recall(before);
      RunNotices notices = new RunNotices(screen.watcher(), notifier, plan, context.env().clock());
      RunHandle run = prepare.apply(notices);
      screen.follow(run);
      notices.follow(run);
      Signals signals = new Signals(run, screen);
      // Before anything is rented: a signal between the two would leave a machine behind.
      try (Interrupts.Registration _ = context.env().interrupts().onSignal(signals::hear)) {
        run.begin();
        awaitEnd(run, plan.id());
        notices.over(run.state());
        return new Rental.Outcome(run.state(), signals.came(), found(signals, screen));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run was under way", e);
    } catch (FencedException _) {
      throw takenOver(plan).asException();
    }
  }

  private void awaitEnd(RunHandle run, RunId id) throws InterruptedException {
    if (!leavesTheProof) {
      run.await(FOR_EVER);
      return;
    }
    // As the journal has it: what it shows then the next process can go on with.
    while (!run.await(MOMENT) && !workplace.engine().history().isOnlyToBeProven(id)) {}
  }

  /** What was found on the market meanwhile, is being ended and is not proven gone in time. */
  private List<LeaseId> found(Signals signals, RunScreen screen) throws InterruptedException {
    List<LeaseId> left = workplace.engine().awaitEnds(Duration.ZERO);
    if (!left.isEmpty()) {
      screen.remark("the run is over; still ending what was found on the market: " + names(left));
    }
    long moments = PATIENCE.dividedBy(MOMENT);
    for (long i = 0; i < moments && !left.isEmpty() && !signals.cameAtTheEnd(); i++) {
      left = workplace.engine().awaitEnds(MOMENT);
    }
    return left;
  }

  static String names(List<LeaseId> leases) {
    return leases.stream().map(LeaseId::value).collect(Collectors.joining(", "));
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
