package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Forecast;
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
    if (plan.candidates().isEmpty()) {
      giveUp(course, Cause.NO_OFFERS, "the plan names no offer");
    } else {
      open(course, 0);
    }
  }

  /** Whether the lease was opened before the crash shows only there; opening twice is harmless. */
  static void reopen(Course course) {
    Tenancy tenancy = course.run().tenancy();
    Duration left = Duration.between(course.now(), tenancy.workEnds().orElse(course.now()));
    if (left.isPositive()) {
      course.act(
          new RunAction.OpenLease(
              tenancy.current(), tenancy.candidate(), left.plus(Budget.TEARDOWN)));
    } else {
      Stops.tick(course);
    }
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
    // Whoever tells of it may have been killed between the bad news and this.
    turnedBad(
        course,
        new RunSignal.LeaseTurnedBad(
            lease, Cause.INSTANCE_LOST, "the machine is gone", true, spent));
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
              Cause.RESULTS_MISSING,
              "the machine ended before all was brought home: "
                  + Homecoming.missing(course.run())));
    }
    course.act(new RunAction.CancelWork(bad.lease()));
    Homecoming.release(course);
  }

  /** Opens the next candidate on which what is left of the budget buys more than the way there. */
  private static void open(Course course, int from) {
    RunPlan plan = course.run().agreed();
    for (int which = from; which < plan.candidates().size(); which++) {
      Candidate candidate = plan.candidates().get(which);
      Duration life = life(course.run(), candidate);
      Forecast forecast = candidate.forecast();
      if (life.compareTo(forecast.boot().plus(forecast.transfer())) > 0) {
        LeaseId lease = plan.leases().get(which);
        course.note(new RunEvent.LeaseOpened(lease, which, life));
        course.act(new RunAction.OpenLease(lease, which, life.plus(Budget.TEARDOWN)));
        return;
      }
    }
    giveUp(
        course,
        Cause.CEILING_REACHED,
        "what is left of " + plan.budget().ceiling() + " buys no time on another machine");
  }

  private static Duration life(Run run, Candidate candidate) {
    RunPlan plan = run.agreed();
    Usd spent = run.tenancy().spent().plus(stillToPay(run));
    return plan.budget().life(candidate.rates(), spent, plan.workload().traffic());
  }

  /** Failed leases that are not proven gone are billed until they are. */
  private static Usd stillToPay(Run run) {
    RunPlan plan = run.agreed();
    return run.tenancy().open().stream()
        .filter(lease -> run.tenancy().paid().getOrDefault(lease, Usd.ZERO).isMoreThan(Usd.ZERO))
        .map(lease -> plan.candidates().get(plan.leases().indexOf(lease)).rates().perHour())
        .map(hourly -> hourly.perHourFor(Budget.TEARDOWN))
        .reduce(Usd.ZERO, Usd::plus);
  }

  private static void giveUp(Course course, Cause cause, String said) {
    RunTrouble why = course.run().verdict().stop().orElseGet(() -> new RunTrouble(cause, said));
    course.note(new RunEvent.Troubled(why.cause(), why.said()));
    Homecoming.release(course);
  }
}
