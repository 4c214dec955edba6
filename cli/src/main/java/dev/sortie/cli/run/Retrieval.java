package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.history.History;
import dev.sortie.engine.run.Outcomes;
import dev.sortie.engine.run.PullReports;
import dev.sortie.engine.run.PullRequests;
import dev.sortie.engine.watch.Relay;
import dev.sortie.engine.watch.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings home what a machine holds, outside of a run. */
final class Retrieval {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Context context;
  private final Workplace workplace;

  Retrieval(Context context, Workplace workplace) {
    this.context = context;
    this.workplace = workplace;
  }

  /**
   * @param out where to, instead of the run's own folder
   * @throws dev.sortie.core.error.TroubleException when something is not home whole
   */
  void pull(Targets.Target target, Optional<Path> out) {
    RunPlan plan = target.run().orElseThrow().agreed();
    Path home = out.map(context.env().folder()::resolve).orElse(Path.of(plan.outFolder()));
    PullReport report;
    try (RemoteHost host = workplace.engine().connect(target.id(), target.lease())) {
      List<PullReport> reports = new ArrayList<>();
      for (Outputs outputs : plan.recipe().outputs()) {
        reports.add(
            host.pull(
                PullRequests.of(plan.recipe(), outputs, home),
                new Relay(Watcher.NONE, Watcher.Way.PULL),
                PATIENCE));
      }
      report = PullReports.sum(reports);
    } catch (RemoteException e) {
      throw notHome(target, Outcomes.of(e.problem()), e.problem().said()).asException();
    }
    context
        .out()
        .println(
            "pull    "
                + Narrator.brought(report)
                + "   "
                + Paths.shown(context.env().folder(), home.toString()));
    if (!report.missing().isEmpty()) {
      PullReport.Missing first = report.missing().getFirst();
      String said =
          report.missing().size()
              + " files are missing, first "
              + first.path()
              + ": "
              + first.why();
      throw notHome(target, Cause.RESULTS_MISSING, Narrator.plain(said)).asException();
    }
  }

  private Trouble notHome(Targets.Target target, Cause cause, String said) {
    History history = workplace.engine().history();
    String machine = Standing.words(history, target.id());
    boolean stays = Standing.of(history, target.id()) == Standing.STAYS;
    return new Trouble(
        cause,
        said,
        stays ? machine + ", so that nothing is lost" : machine,
        stays
            ? "sortie pull "
                + target.id()
                + "   or lose it: sortie down "
                + target.id()
                + " --discard-results"
            : target
                .run()
                .map(run -> "sortie receipt " + run.agreed().id())
                .orElse("sortie ps --all"));
  }
}
