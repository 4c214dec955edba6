package dev.sortie.core.run;

import dev.sortie.core.choose.Ranking;
import dev.sortie.core.choose.Workload;
import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.samples.Dice;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The leases of one run as the run hears of them, and the work on them. */
final class Machines {
  /** Where a lease stands. */
  private enum Stand {
    BOOTING,
    UP,
    BAD,
    CLOSED
  }

  private record Lease(Stand stand, Instant next, Instant deadline, boolean lost, boolean told) {
    Lease to(Stand other, Instant at) {
      return new Lease(other, at, deadline, lost || other == Stand.BAD, false);
    }

    Lease telling(boolean done) {
      return new Lease(stand, next, deadline, lost, done);
    }
  }

  private record Answer(Instant at, RunAction to, RunSignal signal) {}

  private final Dice dice;
  private final double badness;
  private final Map<LeaseId, Lease> leases = new LinkedHashMap<>();
  private final List<Answer> answers = new ArrayList<>();

  Machines(Dice dice) {
    this.dice = dice;
    this.badness = dice.oneOf(List.of(0.0, 0.1, 0.5));
  }

  boolean isLost(LeaseId lease) {
    return leases.containsKey(lease) && leases.get(lease).lost();
  }

  Set<LeaseId> open() {
    return leases.entrySet().stream()
        .filter(entry -> entry.getValue().stand() != Stand.CLOSED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The controller is killed: what was under way answers nobody. */
  void forget() {
    answers.clear();
  }

  /** Whoever takes a run up tells it how its leases stand. */
  void tellAgain() {
    leases.replaceAll((_, lease) -> lease.telling(false));
  }

  void begin(RunAction action, Instant now) {
    switch (action) {
      case RunAction.OpenLease(var lease, _, var life, _) ->
          leases.putIfAbsent(
              lease,
              new Lease(
                  Stand.BOOTING, now.plus(dice.seconds(1, 400)), now.plus(life), false, true));
      case RunAction.EndLease(var lease, _) -> {
        Lease known = leases.get(lease);
        // One in five meets nobody.
        if (known != null && known.stand() != Stand.CLOSED && dice.chance(0.8)) {
          leases.put(
              lease,
              new Lease(
                  known.stand(),
                  known.stand() == Stand.BAD ? known.next() : Instant.MIN,
                  known.deadline(),
                  known.lost(),
                  true));
        }
      }
      case RunAction.FindMore(var time, _) -> answer(action, now, found(time), 60);
      case RunAction.Measure(var lease) -> {
        if (leases.containsKey(lease)) {
          Instant deadline = leases.get(lease).deadline().plus(Budget.TEARDOWN);
          Usd spent = Usd.of(dice.amount(0.01, 1.5));
          answers.add(
              new Answer(
                  now.plusSeconds(1), action, new RunSignal.Metered(lease, spent, deadline)));
        }
      }
      case RunAction.Gather(_, var done) ->
          answer(action, now, new RunSignal.Gathered(done, fails() ? Tale.TORN : Tale.HOME), 20);
      case RunAction.CancelWork _ -> cancel(now);
      case RunAction.Push _ ->
          answer(
              action,
              now,
              new RunSignal.PushAnswered(new PushReport(1, 1, 1, 1, 0, List.of(), List.of())),
              100);
      case RunAction.SetUp(_, var step) ->
          answer(action, now, new RunSignal.SetUpAnswered(step, end()), 300);
      case RunAction.Work(_, var task) ->
          answer(action, now, new RunSignal.TaskAnswered(task, end()), 3000);
      case RunAction.Pull _, RunAction.PullAsItIs _ ->
          answer(
              action,
              now,
              fails()
                  ? new RunSignal.PullBroke(Cause.CONNECTION_LOST, "dropped")
                  : new RunSignal.PullAnswered(fails() ? Tale.TORN : Tale.HOME),
              100);
    }
  }

  private RunSignal found(int time) {
    Workload workload = new Workload(4, 60, Duration.ofMinutes(10), new Traffic(0, 0));
    Budget budget = new Budget(Usd.of("1"), Duration.ofHours(2));
    return dice.chance(0.3)
        ? new RunSignal.NoneFound("none fits")
        : new RunSignal.MoreFound(
            List.of(Ranking.judge(Samples.offer(20 + time), workload, budget)),
            List.of(Samples.lease(20 + time)));
  }

  /** What the run hears at this moment. */
  List<RunSignal> news(Instant now) {
    List<RunSignal> signals = new ArrayList<>();
    answers.removeIf(answer -> {
      boolean due = !answer.at().isAfter(now);
      if (due) {
        signals.add(answer.signal());
      }
      return due;
    });
    leases.replaceAll((_, lease) -> advance(lease, now));
    leases.replaceAll((id, lease) -> {
      if (!lease.told()) {
        tell(id, lease, signals);
      }
      return lease.telling(true);
    });
    return signals;
  }

  private Lease advance(Lease lease, Instant now) {
    boolean late = !now.isBefore(lease.deadline());
    boolean due = !now.isBefore(lease.next());
    return switch (lease.stand()) {
      case BOOTING ->
          lease.next().equals(Instant.MIN)
              ? lease.to(Stand.CLOSED, now)
              : late || (due && dice.chance(0.3))
                  ? lease.to(Stand.BAD, now.plus(dice.seconds(5, 100)))
                  : due ? lease.to(Stand.UP, now) : lease;
      case UP ->
          lease.next().equals(Instant.MIN)
              ? lease.to(Stand.CLOSED, now)
              : late || dice.chance(badness / 2000)
                  ? lease.to(Stand.BAD, now.plus(dice.seconds(5, 100)))
                  : lease;
      case BAD -> due ? lease.to(Stand.CLOSED, now) : lease;
      case CLOSED -> lease;
    };
  }

  private static void tell(LeaseId id, Lease lease, List<RunSignal> signals) {
    Usd spent = Usd.of("0.02");
    switch (lease.stand()) {
      case BOOTING -> {}
      case UP -> signals.add(new RunSignal.LeaseReached(id));
      case BAD ->
          signals.add(
              new RunSignal.LeaseTurnedBad(id, Cause.INSTANCE_LOST, "it broke", true, spent));
      case CLOSED -> signals.add(new RunSignal.LeaseClosed(id, spent));
    }
  }

  private void cancel(Instant now) {
    if (dice.chance(0.8)) {
      answers.replaceAll(
          a -> isErrand(a.to()) ? new Answer(now.plusSeconds(2), a.to(), killed(a)) : a);
    }
  }

  private static boolean isErrand(RunAction action) {
    return action instanceof RunAction.Push
        || action instanceof RunAction.SetUp
        || action instanceof RunAction.Work;
  }

  private static RunSignal killed(Answer answer) {
    TaskEnd end = new TaskEnd.Exited(143, LogPosition.START);
    return switch (answer.to()) {
      case RunAction.SetUp(_, var step) -> new RunSignal.SetUpAnswered(step, end);
      case RunAction.Work(_, var task) -> new RunSignal.TaskAnswered(task, end);
      case RunAction.Push _ -> new RunSignal.WorkFailed(Cause.CONNECTION_LOST, "interrupted");
      case RunAction.Pull _,
          RunAction.PullAsItIs _,
          RunAction.OpenLease _,
          RunAction.EndLease _,
          RunAction.FindMore _,
          RunAction.Measure _,
          RunAction.Gather _,
          RunAction.CancelWork _ ->
          answer.signal();
    };
  }

  /** As the engine does, what is under way already is not begun twice. */
  private void answer(RunAction action, Instant now, RunSignal good, int atMostSeconds) {
    if (answers.stream().noneMatch(a -> a.to().equals(action))) {
      boolean drops = isErrand(action) && dice.chance(badness / 10);
      RunSignal signal = drops ? new RunSignal.WorkFailed(Cause.CONNECTION_LOST, "dropped") : good;
      Duration takes = dice.seconds(1, atMostSeconds);
      answers.add(new Answer(now.plus(takes), action, signal));
    }
  }

  private TaskEnd end() {
    return dice.chance(0.1)
        ? new TaskEnd.Vanished(LogPosition.START)
        : new TaskEnd.Exited(fails() ? 1 : 0, LogPosition.START);
  }

  private boolean fails() {
    return dice.chance(badness);
  }
}
