package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Forecast;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What must stay set aside for other machines of the run, so that the ceiling holds (law 7). */
final class Reserves {
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  private Reserves() {}

  /**
   * How long work may go on at this candidate within what is left and its host's contract. Negative
   * once the contract is over.
   */
  static Duration life(Course course, Candidate candidate) {
    Duration paid = paid(course, candidate);
    Duration rentable =
        Duration.between(course.now(), contractEnd(course.run(), candidate)).minus(Budget.TEARDOWN);
    return paid.compareTo(rentable) < 0 ? paid : rentable;
  }

  private static Duration paid(Course course, Candidate candidate) {
    RunPlan plan = course.run().agreed();
    return plan.budget().life(candidate.rates(), committed(course), plan.workload().traffic());
  }

  /** Whether work there buys more than the way there. */
  static boolean pays(Course course, Candidate candidate) {
    return life(course, candidate).compareTo(way(candidate)) > 0;
  }

  /** Whether what is left would pay for work on a machine like this one. */
  static boolean wouldPay(Course course, Candidate like) {
    return paid(course, like).compareTo(way(like)) > 0;
  }

  private static Duration way(Candidate candidate) {
    return candidate.forecast().boot().plus(candidate.forecast().transfer());
  }

  /**
   * When the contract of the current machine is over, if that is what ends the work there: it is
   * stopped then, and what it holds cannot be brought home any more.
   */
  static Optional<Instant> contractEnd(Run run) {
    return run.tenancy()
        .lease()
        .map(run.tenancy().berths()::get)
        .filter(berth -> !contractEnd(run, berth).minus(Budget.TEARDOWN).isAfter(berth.workEnds()))
        .map(berth -> contractEnd(run, berth));
  }

  private static Instant contractEnd(Run run, Berth berth) {
    return contractEnd(run, run.agreed().candidates().get(berth.candidate()));
  }

  private static Instant contractEnd(Run run, Candidate candidate) {
    Duration remaining = candidate.offer().remaining();
    return run.search()
        .since()
        .orElseThrow()
        .plus(remaining.compareTo(FOR_EVER) < 0 ? remaining : FOR_EVER);
  }

  /** What was spent on other machines, and what they may still cost. */
  static Usd committed(Course course) {
    Run run = course.run();
    Usd all = run.tenancy().spent();
    for (LeaseId lease : run.tenancy().open()) {
      Rates rates = ratesOf(run, lease);
      Berth berth = run.tenancy().berths().get(lease);
      if (berth != null) {
        all = all.plus(rates.perHour().perHourFor(age(berth, course.now())));
        all = all.plus(unneeded(run, rates));
      } else if (run.tenancy().paid().getOrDefault(lease, Usd.ZERO).isMoreThan(Usd.ZERO)) {
        // It failed and is not proven gone: if we die now, its guard ends it.
        all = all.plus(rates.perHour().perHourFor(silence(run)));
      }
    }
    return all;
  }

  /**
   * Machines that boot side by side share the ceiling: each may use what the other would still cost
   * if it were not needed.
   */
  static void makeRoomFor(Course course, Candidate newcomer) {
    Map<LeaseId, Berth> berths = course.run().tenancy().berths();
    berths.forEach((lease, berth) ->
        course.note(new RunEvent.TimeCut(lease, shortened(course.run(), lease, berth, newcomer))));
  }

  /** Whether each of the others could still get its work under way. */
  static boolean leaveRoomFor(Course course, Candidate newcomer) {
    return course.run().tenancy().berths().entrySet().stream()
        .allMatch(entry -> {
          Berth berth = entry.getValue();
          Forecast way = course.run().agreed().candidates().get(berth.candidate()).forecast();
          return shortened(course.run(), entry.getKey(), berth, newcomer)
              .isAfter(course.now().plus(way.boot()).plus(way.transfer()));
        });
  }

  private static Instant shortened(Run run, LeaseId lease, Berth berth, Candidate newcomer) {
    Usd needed = unneeded(run, newcomer.rates());
    long hourly = Math.max(1, ratesOf(run, lease).perHour().nanos());
    Duration cut = Duration.ofSeconds(1 + (long) (needed.nanos() * 3600.0 / hourly));
    return berth.workEnds().minus(cut);
  }

  /**
   * What a machine that is not needed may still cost: it loads, then its guard ends it at the
   * latest.
   */
  private static Usd unneeded(Run run, Rates rates) {
    return rates
        .perHour()
        .perHourFor(silence(run))
        .plus(rates.diskPerHour().perHourFor(Budget.LOADING))
        .plus(rates.network(run.agreed().workload().traffic()));
  }

  private static Duration silence(Run run) {
    return run.agreed()
        .options()
        .guard()
        .map(GuardTerms::grace)
        .orElse(Duration.ofMinutes(15))
        .plus(Budget.TEARDOWN);
  }

  private static Duration age(Berth berth, Instant now) {
    Duration age = Duration.between(berth.since(), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private static Rates ratesOf(Run run, LeaseId lease) {
    return run.agreed().candidates().get(run.agreed().leases().indexOf(lease)).rates();
  }
}
