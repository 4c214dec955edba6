package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.Question;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunOptions;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.plan.Planner;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The road from a wish to a run that is over, with a person watching. */
final class Rental {
  private final Context context;
  private final Workplace workplace;
  private final Jobs jobs;
  private final JobArguments args;

  Rental(Context context, Workplace workplace, Jobs jobs) {
    this.context = context;
    this.workplace = workplace;
    this.jobs = jobs;
    this.args = jobs.args();
  }

  /**
   * How it came out.
   *
   * @param run as it ended, or as it was left with its machine kept
   * @param signalled whether a person or the system asked for its end at any time
   * @param left leases of no concern of this run that were found on the market and are not proven
   *     gone yet
   */
  record Outcome(Run run, boolean signalled, List<LeaseId> left) {}

  /**
   * Plans, shows the plan and asks; then carries it out.
   *
   * @return empty when the person said no; nothing was rented then
   */
  Optional<Outcome> carryOut(List<String> tasks, RunOptions options) {
    if (args.explain() && !args.json()) {
      context.wiring().explainCalls(call -> context.out().println(Narrator.plain(call)));
    }
    Wishes.Measured measured = Wishes.make(context, workplace, jobs, tasks, options);
    // Looked at again, with the door locked, when the run begins.
    workplace.engine().treasury().check(measured.wish().budget());
    Planner.Planned planned = workplace.engine().planner().plan(measured.wish());
    if (!args.json()) {
      ZoneId zone = ZoneId.systemDefault();
      Instant now = context.env().clock().instant();
      context.print(PlanText.lines(planned, measured.push(), now, zone, context.terminal()));
      if (args.explain()) {
        context.print(PlanText.explained(planned, context.terminal()));
      }
      TaskDoubts.of(planned.plan().recipe(), tasks, context.env().variables()::containsKey)
          .forEach(this::warn);
    }
    warnOfDeadline(options);
    return isAgreed() ? Optional.of(drive(planned.plan())) : Optional.empty();
  }

  /** What nobody has seen work is not to be relied on. */
  private void warnOfDeadline(RunOptions options) {
    DeadlineProof proof = new DeadlineProof(workplace.state(), workplace.market().endpoint());
    if (options.marketDeadline() && proof.at().isEmpty() && !args.json()) {
      context
          .out()
          .println(
              context.paint().paint(Style.WARNING, "guard   ")
                  + "--market-deadline is not proven here: "
                  + context.advice("sortie doctor --prove-market-deadline"));
    }
  }

  private void warn(TaskDoubts.Doubt doubt) {
    String head = context.paint().paint(Style.WARNING, "careful ");
    context.out().println(head + Narrator.plain(doubt.what()));
    context.out().println(" ".repeat(8) + doubt.advice());
  }

  private Outcome drive(RunPlan plan) {
    workplace.engine().proveWhatWasLeft();
    Driving driving = new Driving(context, workplace, args.json(), args.explain());
    return (args.detachEnd() ? driving.leavingTheProof() : driving)
        .drive(plan, List.of(), watcher -> workplace.engine().prepare(plan, watcher));
  }

  private boolean isAgreed() {
    if (args.yes()) {
      return true;
    }
    if (args.json() || !context.terminal().canAsk()) {
      throw new Trouble(
              Cause.BAD_ARGUMENT,
              "nobody is there to answer, and nothing is rented without a yes",
              "add --yes")
          .asException();
    }
    // In practice no money moves, so that the first try needs no word.
    boolean agreed =
        new Question(context.paint().paint(Style.STAGE, "rent?   "), context.globals().practice())
            .ask(context.env().in(), context.out());
    if (!agreed) {
      context.out().println(context.paint().paint(Style.MUTED, "nothing was rented"));
    }
    return agreed;
  }
}
