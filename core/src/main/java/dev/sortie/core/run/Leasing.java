package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import java.time.Duration;

/** Getting a machine, and the next one when the first disappoints. */
final class Leasing {
  private Leasing() {}

  static void first(Course course, RunPlan plan) {
    if (course.run().plan().isPresent()) {
      return;
    }
    course.note(new RunEvent.Planned(plan));
    open(course, 0);
  }

  static void reached(Course course, LeaseId lease) {
    if (course.run().phase() == RunPhase.RENTING && course.run().tenancy().isOn(lease)) {
      course.note(new RunEvent.LeaseUp(lease));
      Road.begin(course);
    }
  }

  static void turnedBad(Course course, RunSignal.LeaseTurnedBad bad) {
    if (!course.run().tenancy().isOn(bad.lease())) {
      return;
    }
    switch (course.run().phase()) {
      case RENTING -> nextAfter(course, bad);
      case PUSHING, SETTING_UP, WORKING, PULLING -> lostAtWork(course, bad);
      case UNPLANNED, RELEASING, ENDED -> {}
    }
  }

  static void closed(Course course, LeaseId lease, Usd spent) {
    if (!course.run().tenancy().open().contains(lease)) {
      return;
    }
    course.note(new RunEvent.LeaseClosed(lease, spent));
    Homecoming.endIfAlone(course);
  }

  private static void nextAfter(Course course, RunSignal.LeaseTurnedBad bad) {
    course.note(new RunEvent.LeaseFailed(bad.lease(), bad.cause(), bad.said(), bad.spent()));
    int next = course.run().tenancy().candidate() + 1;
    boolean more = next < course.run().agreed().candidates().size();
    if (bad.mayRetry() && more && !course.run().isStopping()) {
      open(course, next);
    } else {
      giveUp(course, bad.cause(), bad.said());
    }
  }

  /** The machine is gone in the middle of the work: say what is not home. */
  private static void lostAtWork(Course course, RunSignal.LeaseTurnedBad bad) {
    course.note(new RunEvent.Troubled(bad.cause(), bad.said()));
    if (course.run().agreed().options().pull() && course.run().phase() != RunPhase.PUSHING) {
      course.note(
          new RunEvent.Troubled(
              Cause.RESULTS_MISSING, "the machine ended before its results were all brought home"));
    }
    course.act(new RunAction.CancelWork(bad.lease()));
    Homecoming.release(course);
  }

  private static void open(Course course, int which) {
    RunPlan plan = course.run().agreed();
    Candidate candidate = plan.candidates().get(which);
    Usd spent = course.run().tenancy().spent();
    Duration life = plan.budget().life(candidate.rates(), spent, plan.workload().traffic());
    if (life.isZero()) {
      giveUp(
          course,
          Cause.CEILING_REACHED,
          "what is left of " + plan.budget().ceiling() + " buys no time on another machine");
      return;
    }
    LeaseId lease = plan.leases().get(which);
    course.note(new RunEvent.LeaseOpened(lease, which, life));
    course.act(new RunAction.OpenLease(lease, which, life.plus(Budget.TEARDOWN)));
  }

  private static void giveUp(Course course, Cause cause, String said) {
    RunTrouble why = course.run().verdict().stop().orElseGet(() -> new RunTrouble(cause, said));
    course.note(new RunEvent.Troubled(why.cause(), why.said()));
    Homecoming.release(course);
  }
}
