package dev.sortie.core.run;

import dev.sortie.core.error.Cause;

/** Stopping early: a person's wish, or the budget's. What is there is still brought home. */
final class Stops {
  private Stops() {}

  static void tick(Course course) {
    boolean timeIsUp =
        course.run().tenancy().workEnds().map(end -> !course.now().isBefore(end)).orElse(false);
    switch (course.run().phase()) {
      case RENTING, PUSHING, SETTING_UP, WORKING -> {
        if (timeIsUp && !course.run().isStopping()) {
          requested(course, ceiling(course.run().agreed()));
        }
      }
      case PULLING -> {
        if (course.run().progress().pullFailures() > 0) {
          course.act(new RunAction.Pull(course.run().tenancy().current()));
        }
      }
      case UNPLANNED, RELEASING, ENDED -> {}
    }
  }

  static void requested(Course course, RunTrouble why) {
    Run run = course.run();
    if (run.phase() == RunPhase.PULLING && run.progress().pullFailures() > 0) {
      course.note(new RunEvent.StopWanted(why.cause(), why.said()));
      Homecoming.giveUp(course);
      return;
    }
    if (run.isStopping()) {
      return;
    }
    switch (run.phase()) {
      case RENTING -> {
        course.note(new RunEvent.StopWanted(why.cause(), why.said()));
        course.note(new RunEvent.Troubled(why.cause(), why.said()));
        Homecoming.release(course);
      }
      case PUSHING, SETTING_UP, WORKING -> {
        course.note(new RunEvent.StopWanted(why.cause(), why.said()));
        cancel(course);
      }
      // The results are on their way already; a stop changes nothing.
      case PULLING, UNPLANNED, RELEASING, ENDED -> {}
    }
  }

  /** Ends what is under way on the machine, if anything. */
  static void cancel(Course course) {
    switch (course.run().phase()) {
      case PUSHING, SETTING_UP, WORKING ->
          course.act(new RunAction.CancelWork(course.run().tenancy().current()));
      case UNPLANNED, RENTING, PULLING, RELEASING, ENDED -> {}
    }
  }

  private static RunTrouble ceiling(RunPlan plan) {
    return new RunTrouble(
        Cause.CEILING_REACHED,
        "stopped in time to stay under "
            + plan.budget().ceiling()
            + " and "
            + plan.budget().longest().toMinutes()
            + " min");
  }
}
