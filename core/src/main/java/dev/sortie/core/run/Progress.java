package dev.sortie.core.run;

import dev.sortie.core.remote.PullReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far a run has come.
 *
 * @param position the set-up step or task under way, from 1; 0 before the first
 * @param pulled the last pull that went through
 * @param pullFailures pulls in a row that failed or left something missing
 * @param homeAfter of how many ended tasks all outputs are known to be home, or told of as missing
 * @param warned the highest share of the ceiling, in percent, that was told of
 * @param heldUntil no create call before this
 * @param losses machines that were lost at work
 * @param gathered what the last gather brought home while tasks went on
 * @param gatheredAfter how many tasks had ended when it looked
 * @param pullingSince when work was over and bringing home began
 */
public record Progress(
    RunPhase phase,
    int position,
    List<TaskResult> results,
    Optional<PullReport> pulled,
    int pullFailures,
    int homeAfter,
    int warned,
    Optional<Instant> heldUntil,
    int losses,
    Optional<PullReport> gathered,
    int gatheredAfter,
    Optional<Instant> pullingSince) {
  static final Progress NONE =
      new Progress(
          RunPhase.UNPLANNED,
          0,
          List.of(),
          Optional.empty(),
          0,
          0,
          0,
          Optional.empty(),
          0,
          Optional.empty(),
          0,
          Optional.empty());

  public Progress {
    results = List.copyOf(results);
  }

  /** The first task at or after {@code from} that has no result; one past the last if none. */
  int nextUndone(int from, int tasks) {
    return IntStream.rangeClosed(from, tasks)
        .filter(task -> results.stream().noneMatch(result -> result.task() == task))
        .findFirst()
        .orElse(tasks + 1);
  }

  Progress at(RunPhase next, int newPosition) {
    return new Progress(
        next,
        newPosition,
        results,
        pulled,
        pullFailures,
        homeAfter,
        warned,
        Optional.empty(),
        losses,
        gathered,
        gatheredAfter,
        pullingSince);
  }

  Progress pullingSince(Instant at) {
    return new Progress(
        phase,
        position,
        results,
        pulled,
        pullFailures,
        homeAfter,
        warned,
        heldUntil,
        losses,
        gathered,
        gatheredAfter,
        Optional.of(at));
  }

  Progress did(TaskResult result) {
    List<TaskResult> longer = Stream.concat(results.stream(), Stream.of(result)).toList();
    return new Progress(
        phase,
        position,
        longer,
        pulled,
        pullFailures,
        homeAfter,
        warned,
        heldUntil,
        losses,
        gathered,
        gatheredAfter,
        pullingSince);
  }

  Progress brought(PullReport report) {
    int failures = report.mayStillCome() ? pullFailures + 1 : 0;
    return new Progress(
        phase,
        position,
        results,
        Optional.of(report),
        failures,
        homeAfter,
        warned,
        heldUntil,
        losses,
        gathered,
        gatheredAfter,
        pullingSince);
  }

  Progress gathered(int tasksDone, PullReport report) {
    int home = !report.mayStillCome() ? Math.max(homeAfter, tasksDone) : homeAfter;
    // One that looked earlier may be over later: it knows less of what is missing.
    boolean isLatest = gathered.isEmpty() || tasksDone >= gatheredAfter;
    return new Progress(
        phase,
        position,
        results,
        pulled,
        pullFailures,
        home,
        warned,
        heldUntil,
        losses,
        isLatest ? Optional.of(report) : gathered,
        Math.max(gatheredAfter, tasksDone),
        pullingSince);
  }

  Progress pullFailed() {
    return new Progress(
        phase,
        position,
        results,
        pulled,
        pullFailures + 1,
        homeAfter,
        warned,
        heldUntil,
        losses,
        gathered,
        gatheredAfter,
        pullingSince);
  }

  Progress warned(int percent) {
    return new Progress(
        phase,
        position,
        results,
        pulled,
        pullFailures,
        homeAfter,
        percent,
        heldUntil,
        losses,
        gathered,
        gatheredAfter,
        pullingSince);
  }

  /** What it held is home, or told of; the next machine begins with nothing. */
  Progress lostMachine() {
    return new Progress(
        phase,
        position,
        results,
        pulled,
        pullFailures,
        results.size(),
        warned,
        heldUntil,
        losses + 1,
        gathered.map(PullReport::withoutMissing),
        gatheredAfter,
        Optional.empty());
  }

  Progress heldUntil(Instant until) {
    return new Progress(
        phase,
        position,
        results,
        pulled,
        pullFailures,
        homeAfter,
        warned,
        Optional.of(until),
        losses,
        gathered,
        gatheredAfter,
        pullingSince);
  }
}
