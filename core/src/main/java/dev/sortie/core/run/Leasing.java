package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Getting a machine, the next one when the first disappoints, or two at once. */
final class Leasing {
  private Leasing() {}

  static void first(Course course, RunPlan plan) {
    if (course.run().plan().isPresent()) {
      return;
    }
    course.note(new RunEvent.Planned(plan));
    if (plan.candidates().isEmpty()) {
      giveUp(course, Cause.NO_OFFERS, "the plan names no offer");
      return;
    }
    next(course, Cause.NO_OFFERS, "no machine could be rented");
    while (mayAdd(course) && berths(course).size() < plan.options().hedge().atOnce()) {
      if (!open(course)) {
        return;
      }
    }
  }

  /** Whether a lease was opened before the crash shows only there; opening twice is harmless. */
  static void reopen(Course course) {
    boolean none = true;
    for (Map.Entry<LeaseId, Berth> berth : berths(course).entrySet()) {
      Duration left = Duration.between(course.now(), berth.getValue().workEnds());
      if (left.isPositive()) {
        course.act(
            new RunAction.OpenLease(
                berth.getKey(),
                berth.getValue().candidate(),
                left.plus(Budget.TEARDOWN),
                berth.getValue().cap()));
        none = false;
      }
    }
    if (none) {
      Stops.tick(course);
    }
  }

  /** One create call at a time is held back; what was opened and not rented is opened again. */
  static void heldBack(Course course, LeaseId lease, Instant until) {
    boolean waits = course.run().phase() == RunPhase.RENTING && berths(course).containsKey(lease);
    boolean known = course.run().progress().heldUntil().filter(until::equals).isPresent();
    if (waits && !known) {
      course.note(new RunEvent.HeldBack(until));
    }
  }

  static void reached(Course course, LeaseId lease) {
    boolean waits = course.run().phase() == RunPhase.RENTING && berths(course).containsKey(lease);
    if (!waits || course.run().tenancy().isOutlived(lease, course.now())) {
      return;
    }
    course.note(new RunEvent.LeaseUp(lease));
    endOthers(course);
    Road.begin(course);
  }

  /** Asked for until it has come about: whoever asked first may have been killed. */
  static void endOthers(Course course) {
    EndReason reason = new EndReason(EndReason.Kind.NOT_NEEDED, "another machine was ready first");
    Tenancy tenancy = course.run().tenancy();
    for (LeaseId other : tenancy.open()) {
      // What has failed is being ended already, for a reason of its own.
      if (!tenancy.berths().containsKey(other) && !tenancy.paid().containsKey(other)) {
        course.act(new RunAction.EndLease(other, reason));
      }
    }
  }

  /**
   * Whose share of the ceiling is used up before it has started makes room for the other, which
   * still has time. Asked for until it has come about.
   */
  static void endOutlived(Course course) {
    Tenancy tenancy = course.run().tenancy();
    for (LeaseId lease : tenancy.berths().keySet()) {
      if (tenancy.isOutlived(lease, course.now())) {
        course.act(
            new RunAction.EndLease(
                lease,
                new EndReason(
                    EndReason.Kind.CEILING,
                    "its time within the budget was up before it had started")));
      }
    }
  }

  static void turnedBad(Course course, RunSignal.LeaseTurnedBad bad) {
    if (!berths(course).containsKey(bad.lease())) {
      return;
    }
    switch (course.run().phase()) {
      case RENTING -> nextAfter(course, bad);
      case PUSHING, SETTING_UP, WORKING, PULLING -> Losses.atWork(course, bad);
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

  /** A boot that takes longer than most gets company; the first that is ready is kept. */
  static void hedge(Course course) {
    Optional<Duration> after = course.run().agreed().options().hedge().after();
    boolean alone = berths(course).size() == 1;
    if (after.isEmpty() || !alone || !mayAdd(course)) {
      return;
    }
    Instant since = berths(course).values().iterator().next().watchedSince();
    if (!course.now().isBefore(since.plus(after.get()))) {
      open(course);
    }
  }

  /** The next candidate, or a search for others, or the end of the run with this reason. */
  static void next(Course course, Cause cause, String said) {
    if (mayAdd(course) && open(course)) {
      return;
    }
    if (Searching.may(course)) {
      Searching.begin(course, new RunTrouble(cause, said));
    } else if (mayAdd(course)) {
      giveUp(
          course,
          Cause.CEILING_REACHED,
          "what is left of "
              + course.run().agreed().budget().ceiling()
              + " buys no time on another machine");
    } else {
      giveUp(course, cause, said);
    }
  }

  /** Whether there is a candidate that has not been tried and somebody who wants it. */
  static boolean mayAdd(Course course) {
    Run run = course.run();
    return !run.isStopping() && run.tenancy().tried() < run.agreed().candidates().size();
  }

  /** Whether work may go on on another machine, of the plan or found anew. */
  static boolean mayGoOn(Course course) {
    return mayAdd(course) || Searching.may(course);
  }

  private static void nextAfter(Course course, RunSignal.LeaseTurnedBad bad) {
    course.note(new RunEvent.LeaseFailed(bad.lease(), bad.cause(), bad.said(), bad.spent()));
    if (!berths(course).isEmpty()) {
      return;
    }
    if (bad.mayRetry()) {
      next(course, bad.cause(), bad.said());
    } else {
      giveUp(course, bad.cause(), bad.said());
    }
  }

  /** Opens the next candidate on which what is left of the budget buys more than the way there. */
  private static boolean open(Course course) {
    RunPlan plan = course.run().agreed();
    for (int which = course.run().tenancy().tried(); which < plan.candidates().size(); which++) {
      Candidate candidate = plan.candidates().get(which);
      if (Reserves.pays(course, candidate) && Reserves.leaveRoomFor(course, candidate)) {
        LeaseId lease = plan.leases().get(which);
        Duration life = Reserves.life(course, candidate);
        Usd cap = plan.budget().ceiling().minus(Reserves.committed(course));
        Reserves.makeRoomFor(course, candidate);
        course.note(new RunEvent.LeaseOpened(lease, which, life, cap));
        course.act(new RunAction.OpenLease(lease, which, life.plus(Budget.TEARDOWN), cap));
        return true;
      }
    }
    return false;
  }

  private static Map<LeaseId, Berth> berths(Course course) {
    return course.run().tenancy().berths();
  }

  static void giveUp(Course course, Cause cause, String said) {
    RunTrouble why = course.run().verdict().stop().orElseGet(() -> new RunTrouble(cause, said));
    course.note(new RunEvent.Troubled(why.cause(), why.said()));
    Homecoming.release(course);
  }
}
