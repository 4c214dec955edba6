package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.MachineId;
import java.util.List;

/**
 * When the offers of the plan are used up, others are searched: by the same query, within what is
 * left of the same ceiling, without the machines that were tried, and only a few times.
 */
final class Searching {
  private Searching() {}

  /** Whether a search may be made and could pay: something is left that buys work. */
  static boolean may(Course course) {
    Run run = course.run();
    RunPlan plan = run.agreed();
    return !run.isStopping()
        && !plan.candidates().isEmpty()
        && run.search().times() < plan.options().timesToSearch()
        && plan.candidates().stream().anyMatch(like -> Reserves.wouldPay(course, like));
  }

  static void begin(Course course, RunTrouble why) {
    course.note(new RunEvent.SearchWanted(why.cause(), why.said()));
    ask(course);
  }

  /** Asked for until it is answered: whoever asked first may have been killed. */
  static void ask(Course course) {
    if (course.run().search().mayAsk(course.now())) {
      course.act(new RunAction.FindMore(course.run().search().times() + 1, tried(course.run())));
    }
  }

  static void found(Course course, List<Candidate> candidates, List<LeaseId> leases) {
    if (isWaitedFor(course)) {
      RunTrouble why = course.run().search().after().orElseThrow();
      course.note(new RunEvent.Replanned(candidates, leases));
      Leasing.next(course, why.cause(), why.said());
    }
  }

  static void foundNone(Course course, String said) {
    if (!isWaitedFor(course)) {
      return;
    }
    RunTrouble why = course.run().search().after().orElseThrow();
    course.note(new RunEvent.SearchFailed(said));
    if (!may(course)) {
      Leasing.giveUp(course, why.cause(), why.said() + "; no other offer was found: " + said);
    }
  }

  private static boolean isWaitedFor(Course course) {
    return course.run().phase() == RunPhase.RENTING
        && !course.run().isStopping()
        && course.run().search().after().isPresent();
  }

  private static List<MachineId> tried(Run run) {
    return run.agreed().candidates().stream()
        .map(candidate -> candidate.offer().machine())
        .distinct()
        .toList();
  }
}
