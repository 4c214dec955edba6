package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.LiveView;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Category;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunTrouble;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Ends runs whose process died: its work is stopped, its results come home, its machine goes. */
final class Inheritance {
  private static final String WHY = "sortie down";
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Context context;
  private final Workplace workplace;

  Inheritance(Context context, Workplace workplace) {
    this.context = context;
    this.workplace = workplace;
  }

  /**
   * @return false when there is no such run: it is over and kept its machine, or its process lives
   * @throws dev.sortie.core.error.TroubleException when something is not home whole or not gone
   */
  boolean bringToItsEnd(Targets.Target target) {
    Optional<Run> open = target.run().filter(run -> !run.isEnded());
    if (open.isEmpty()) {
      return false;
    }
    RunPlan plan = open.get().agreed();
    AtomicReference<RunHandle> handle = new AtomicReference<>();
    LiveView live = LiveView.open(context.out(), context.terminal(), context.env().clock());
    try (RunScreen screen =
        new RunView(
            live,
            context.terminal(),
            plan,
            context.env().clock(),
            handle,
            context.wiring().isPractice())) {
      Optional<RunHandle> ours = workplace.engine().takeOver(plan.id(), screen.watcher());
      if (ours.isEmpty()) {
        return false;
      }
      screen.follow(ours.get());
      if (!end(ours.get(), DownCommand.PATIENCE)) {
        throw DownCommand.notGone(workplace.engine().history(), target.id()).asException();
      }
      handle.set(ours.get());
    }
    lost(handle.get().state())
        .ifPresent(trouble -> {
          throw new Trouble(
                  trouble.cause(),
                  Narrator.plain(trouble.said()),
                  "what is home lies in " + Paths.shown(context.env().folder(), plan.outFolder()),
                  NextSteps.after(trouble.cause(), plan.id().value()))
              .asException();
        });
    return true;
  }

  /** Closes the run of a machine that was ended without it, unless its process lives to do so. */
  void close(Targets.Target target) {
    Optional<RunId> run = target.run().map(known -> known.agreed().id());
    run.flatMap(id -> workplace.engine().takeOver(id, Watcher.NONE))
        .ifPresent(ours -> end(ours, MOMENT));
  }

  private static boolean end(RunHandle run, Duration patience) {
    run.stop(Cause.INTERRUPTED, WHY);
    run.begin();
    try {
      return run.await(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<RunTrouble> lost(Run run) {
    return run.verdict().troubles().stream()
        .filter(trouble -> trouble.cause().category() == Category.RESULTS)
        .findFirst();
  }
}
