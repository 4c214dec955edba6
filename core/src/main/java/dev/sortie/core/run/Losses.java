package dev.sortie.core.run;

import dev.sortie.core.error.Cause;

/**
 * The machine is gone in the middle of the work. What was done stays done; what is left goes on
 * elsewhere if it may, within the ceiling; what is lost is said.
 */
final class Losses {
  private Losses() {}

  static void atWork(Course course, RunSignal.LeaseTurnedBad bad) {
    course.act(new RunAction.CancelWork(bad.lease()));
    if (mayGoOn(course, bad)) {
      tellLostOutputs(course);
      giveUpTaskInProgress(course);
      course.note(new RunEvent.LeaseLost(bad.lease(), bad.cause(), bad.said(), bad.spent()));
      Leasing.next(course, bad.cause(), bad.said());
    } else {
      course.note(new RunEvent.Troubled(bad.cause(), bad.said()));
      boolean mayHold = course.run().phase() != RunPhase.PUSHING && !bad.fetched();
      if (course.run().agreed().options().pull() && mayHold) {
        tellMissing(course, undoneWhereNoneElseTells(course.run()));
      }
      Homecoming.release(course);
    }
  }

  private static boolean mayGoOn(Course course, RunSignal.LeaseTurnedBad bad) {
    boolean working =
        switch (course.run().phase()) {
          case PUSHING, SETTING_UP, WORKING -> true;
          case UNPLANNED, RENTING, PULLING, RELEASING, ENDED -> false;
        };
    return working && bad.mayRetry() && Leasing.mayGoOn(course) && isWorkLeft(course.run());
  }

  private static boolean isWorkLeft(Run run) {
    int tasks = run.agreed().tasks().size();
    int first = run.progress().nextUndone(1, tasks);
    boolean onlyTheLost =
        run.phase() == RunPhase.WORKING
            && !run.agreed().recipe().retriesTasks()
            && run.progress().nextUndone(first + 1, tasks) > tasks;
    return first <= tasks && !onlyTheLost;
  }

  /** A recipe says whether a task may be begun a second time. */
  private static void giveUpTaskInProgress(Course course) {
    if (losesTaskInProgress(course.run())) {
      course.note(new RunEvent.TaskVanished(course.run().progress().position()));
    }
  }

  private static boolean losesTaskInProgress(Run run) {
    return run.phase() == RunPhase.WORKING && !run.agreed().recipe().retriesTasks();
  }

  /** A run that lost a machine and found no other leaves tasks undone: each is named (law 8). */
  static void tellUndone(Course course) {
    String undone = undone(course.run());
    if (course.run().progress().losses() > 0 && !undone.isEmpty()) {
      course.note(new RunEvent.Troubled(Cause.RESULTS_MISSING, undone));
    }
  }

  /** The first machine that is lost for good is not counted among the losses. */
  private static String undoneWhereNoneElseTells(Run run) {
    String undone = run.progress().losses() == 0 ? undone(run) : "";
    return undone.isEmpty() ? "" : "; " + undone;
  }

  private static String undone(Run run) {
    Undone undone = Undone.of(run);
    return undone.isEmpty() ? "" : undone.words();
  }

  /**
   * What tasks that had ended left there and nobody has brought home is lost, and so is what could
   * never be brought home. What the task in progress had made so far comes again with the task, if
   * it may be repeated.
   */
  private static void tellLostOutputs(Course course) {
    Run run = course.run();
    boolean mayHold =
        run.progress().results().size() > run.progress().homeAfter() || losesTaskInProgress(run);
    if (!run.agreed().options().pull()) {
      return;
    }
    if (mayHold) {
      tellMissing(course, "");
    } else {
      run.progress().gathered().ifPresent(report -> Homecoming.tellNeverHome(course, report));
    }
  }

  private static void tellMissing(Course course, String undone) {
    course.note(
        new RunEvent.Troubled(
            Cause.RESULTS_MISSING,
            "the machine ended before all was brought home: "
                + Homecoming.missing(course.run())
                + undone));
  }
}
