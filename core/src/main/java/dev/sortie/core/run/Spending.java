package dev.sortie.core.run;

import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Watches the money while the run goes on (law 7). */
final class Spending {
  /** Shares of the ceiling, in percent, at which the person is told. */
  private static final List<Integer> LEVELS = List.of(80, 50);

  /** Smaller changes are not worth a fact. */
  private static final Duration NOTICEABLE = Duration.ofSeconds(5);

  private Spending() {}

  static void metered(Course course, RunSignal.Metered metered) {
    if (course.run().phase() == RunPhase.ENDED || course.run().plan().isEmpty()) {
      return;
    }
    warn(course, metered.spent());
    cut(course, metered);
  }

  private static void warn(Course course, Usd spent) {
    double ceiling = course.run().agreed().budget().ceiling().nanos();
    LEVELS.stream()
        .filter(level -> spent.nanos() * 100.0 >= ceiling * level)
        .findFirst()
        .filter(level -> level > course.run().progress().warned())
        .ifPresent(level -> course.note(new RunEvent.Warned(level, spent)));
  }

  /** The lease will end sooner than was thought: work must stop in time to bring results home. */
  private static void cut(Course course, RunSignal.Metered metered) {
    Berth berth = course.run().tenancy().berths().get(metered.lease());
    if (berth == null) {
      return;
    }
    Instant ends = metered.deadline().minus(Budget.TEARDOWN);
    if (ends.isBefore(berth.workEnds().minus(NOTICEABLE))) {
      course.note(new RunEvent.TimeCut(metered.lease(), ends));
    }
  }
}
