package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import java.util.List;

/**
 * A market that asks more than it offered, before any work was done there: the machine is given
 * back and the next offer taken. Once work is under way it stays, and its life is shortened.
 */
final class Dearness {
  /** Whoever met so many takes the next as it is: perhaps the whole market has become dearer. */
  private static final int MOST = 3;

  private Dearness() {}

  static void raised(Course course, LeaseId lease, Usd gpuPerHour) {
    Berth berth = course.run().tenancy().berths().get(lease);
    boolean waits = course.run().phase() == RunPhase.RENTING && !course.run().isStopping();
    if (berth == null || !waits || course.run().search().dear() >= MOST || !isOther(course)) {
      return;
    }
    Candidate candidate = course.run().agreed().candidates().get(berth.candidate());
    String said =
        "its price was raised from "
            + candidate.rates().gpuPerHour()
            + " to "
            + gpuPerHour
            + " an hour before any work";
    course.act(new RunAction.EndLease(lease, new EndReason(EndReason.Kind.PRICE_RAISED, said)));
  }

  /** A dear machine is better than none. */
  private static boolean isOther(Course course) {
    Run run = course.run();
    List<Candidate> all = run.agreed().candidates();
    return run.tenancy().berths().size() > 1
        || all.subList(run.tenancy().tried(), all.size()).stream()
            .anyMatch(next -> Reserves.pays(course, next));
  }
}
