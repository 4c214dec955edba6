package dev.sortie.core.run;

import dev.sortie.core.error.Category;
import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Spans;
import java.time.temporal.ChronoUnit;

/** Stopping early: a person's wish, or the budget's. What is there is still brought home. */
final class Stops {
  private Stops() {}

  static void tick(Course course) {
    boolean isTimeUp =
        course.run().tenancy().workEnds().map(end -> !course.now().isBefore(end)).orElse(false);
    switch (course.run().phase()) {
      case RENTING, PUSHING, SETTING_UP, WORKING -> {
        if (course.run().isStopping()) {
          cancel(course);
        } else if (isTimeUp) {
          requested(course, timeIsUp(course.run()));
        } else {
          Leasing.endOutlived(course);
          onTheWay(course);
        }
      }
      case PULLING -> {
        Leasing.endOthers(course);
        course.act(new RunAction.Measure(course.run().tenancy().current()));
        if (course.run().progress().pullFailures() > 0) {
          Homecoming.again(course);
        }
      }
      case RELEASING -> Homecoming.endLeases(course);
      case UNPLANNED, ENDED -> {}
    }
  }

  private static void onTheWay(Course course) {
    if (course.run().phase() != RunPhase.RENTING) {
      Road.whileWorking(course);
    } else if (course.run().search().after().isPresent()) {
      Searching.ask(course);
    } else if (course.run().progress().heldUntil().isPresent()) {
      boolean waits = course.now().isBefore(course.run().progress().heldUntil().get());
      if (!waits) {
        Leasing.reopen(course);
      }
    } else {
      course.act(new RunAction.Measure(course.run().tenancy().current()));
      Leasing.hedge(course);
    }
  }

  static void requested(Course course, RunTrouble why) {
    Run run = course.run();
    if (run.isStopping()) {
      again(course, why);
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
      case PULLING -> {
        // While results are on their way a stop changes nothing.
        if (run.progress().pullFailures() > 0) {
          course.note(new RunEvent.StopWanted(why.cause(), why.said()));
        }
      }
      case UNPLANNED, RELEASING, ENDED -> {}
    }
  }

  /** A machine that might outlive us does no more work; what it holds is brought home (law 6). */
  static void guardLost(Course course, LeaseId lease, String said) {
    if (course.run().tenancy().isOn(lease) && !course.run().isStopping()) {
      requested(course, new RunTrouble(Cause.NO_GUARD, "the guard of the machine died: " + said));
    }
  }

  /** The first stop may have met nothing to cancel; only a person gives results up. */
  private static void again(Course course, RunTrouble why) {
    boolean fails = course.run().progress().pullFailures() > 0;
    boolean byPerson = why.cause().category() == Category.STOPPED;
    if (course.run().phase() == RunPhase.PULLING && fails && byPerson) {
      Homecoming.giveUp(course);
    } else {
      cancel(course);
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

  private static RunTrouble timeIsUp(Run run) {
    return Reserves.contractEnd(run)
        .map(end ->
            new RunTrouble(
                Cause.INSTANCE_LOST,
                "the host rents this machine out until "
                    + end.truncatedTo(ChronoUnit.MINUTES)
                    + " only: stopped in time to bring results home"))
        .orElseGet(() -> ceiling(run.agreed()));
  }

  private static RunTrouble ceiling(RunPlan plan) {
    return new RunTrouble(
        Cause.CEILING_REACHED,
        "stopped in time to stay under "
            + plan.budget().ceiling()
            + " and "
            + Spans.words(plan.budget().longest()));
  }
}
